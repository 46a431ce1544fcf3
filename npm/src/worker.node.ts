/** A worker of Node with the whole engine. */

import { Worker } from "node:worker_threads";
import { startClient, type WorkerEngine, type WorkerLike, type WorkerOptions } from "./client.js";
import { script } from "./data/worker.js";
import { readModule } from "./read.node.js";

export * from "./client.js";

/** Starts a worker. */
export function startWorker({ worker = fromText, module }: WorkerOptions = {}): Promise<WorkerEngine> {
  return startClient(worker, module ?? readModule(new URL("./whole_bg.wasm", import.meta.url)));
}

/** The script expects what a worker of a page has. */
const SCOPE = `
  const { parentPort } = require("node:worker_threads");
  globalThis.postMessage = (message) => parentPort.postMessage(message);
  parentPort.on("message", (data) => globalThis.onmessage({ data }));
`;

function fromText(): WorkerLike {
  // Flags of the program, such as one that makes every text a module, are not for this script.
  const thread = new Worker(SCOPE + script, { eval: true, execArgv: [] });
  const worker: WorkerLike = {
    onmessage: null,
    onerror: null,
    postMessage: (message) => thread.postMessage(message),
    terminate: () => void thread.terminate(),
  };
  thread.on("message", (data: unknown) => worker.onmessage?.({ data: data as never }));
  thread.on("error", (error: Error) => worker.onerror?.(error));
  return worker;
}
