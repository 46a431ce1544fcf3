/** A worker of a page with the whole engine, and the module in the script. */

import { fromBlob } from "./blob.js";
import { startClient, type WorkerEngine, type WorkerOptions } from "./client.js";
import { data } from "./data/whole.js";
import { unpacked } from "./load.js";

export * from "./client.js";

/** Starts a worker. */
export function startWorker({ worker = fromBlob, module }: WorkerOptions = {}): Promise<WorkerEngine> {
  return startClient(worker, module ?? unpacked(data));
}
