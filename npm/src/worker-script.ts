/** What runs in the worker: the whole module, asked one call after the other. */

import { Binding, type Glue } from "./binding.js";
import { GreenlightError } from "./errors.js";
import * as glue from "./glue/whole.js";
import type { FromWorker, ToWorker } from "./messages.js";

/** A worker of a page, or what stands for one in Node. */
interface Scope {
  onmessage: ((event: { data: ToWorker }) => void) | null;
  postMessage(message: FromWorker): void;
}

const scope = globalThis as unknown as Scope;
const binding = new Binding(glue as unknown as Glue);
const WATCHED = ["simulate", "replay"];
let stop: Int32Array | undefined;

scope.onmessage = ({ data }) => {
  if ("module" in data) {
    binding.startSync(data.module);
    stop = data.stop === undefined ? undefined : new Int32Array(data.stop);
    return;
  }
  const { id } = data;
  try {
    scope.postMessage({ id, answer: answer(data) });
  } catch (error) {
    const { code, message, help } = error instanceof GreenlightError ? error : { code: "worker", message: String(error), help: "" };
    scope.postMessage({ id, failed: { code, message, help } });
  }
};

function answer({ id, verb, text, emit }: Extract<ToWorker, { verb: string }>): string {
  if (!WATCHED.includes(verb)) return text === "" ? binding.tell(verb) : binding.ask(verb, text);
  return binding.watched(verb, text, {
    ...(emit ? { emit: (chunk: string) => scope.postMessage({ id, chunk }) } : {}),
    progress: (done, total) => {
      scope.postMessage({ id, done, total });
      // The page writes the number of the call that it wants to end.
      return stop === undefined || Atomics.load(stop, 0) !== id;
    },
  });
}
