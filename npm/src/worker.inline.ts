/** A worker of a page with the whole engine, and the module in the script. */

import { startClient, type WorkerEngine, type WorkerLike, type WorkerOptions } from "./client.js";
import { data } from "./data/whole.js";
import { script } from "./data/worker.js";
import { unpacked } from "./load.js";

export * from "./client.js";

/** Starts a worker. */
export function startWorker({ worker = fromBlob, module }: WorkerOptions = {}): Promise<WorkerEngine> {
  return startClient(worker, module ?? unpacked(data));
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
