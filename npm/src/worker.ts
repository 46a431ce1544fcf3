/** A worker of a page with the whole engine: the module lies beside this script. */

import { fromBlob } from "./blob.js";
import { startClient, type WorkerEngine, type WorkerOptions } from "./client.js";

export * from "./client.js";

/** Starts a worker. */
export function startWorker({ worker = fromBlob, module }: WorkerOptions = {}): Promise<WorkerEngine> {
  return startClient(worker, module ?? new URL("./whole_bg.wasm", import.meta.url));
}
