/** A worker of a page with the whole engine: the module lies beside this script. */

import { startClient, type WorkerEngine, type WorkerLike, type WorkerOptions } from "./client.js";

import { script } from "./data/worker.js";

export * from "./client.js";

/** Starts a worker. */
export function startWorker({ worker = fromBlob, module }: WorkerOptions = {}): Promise<WorkerEngine> {
  return startClient(worker, module ?? new URL("./whole_bg.wasm", import.meta.url));
}

function fromBlob(): WorkerLike {
  const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  try {
    return new Worker(address) as unknown as WorkerLike;
  } finally {
    // The worker has fetched it by then.
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  }
}
