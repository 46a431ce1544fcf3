/** What runs in the worker: the whole module, asked one call after the other. */

import { GreenlightError } from "./errors.js";
import * as whole from "./everything.js";
import type { FromWorker, ToWorker } from "./messages.js";

/** A worker of a page, or what stands for one in Node. */
interface Scope {
  onmessage: ((event: { data: ToWorker }) => void) | null;
  postMessage(message: FromWorker): void;
}

const scope = globalThis as unknown as Scope;
const verbs = whole as unknown as Record<string, (text?: string, observer?: whole.Observer) => string>;
let started: Promise<unknown> = Promise.resolve();
let stop: Int32Array | undefined;

scope.onmessage = ({ data }) => {
  if ("module" in data) {
    stop = data.stop === undefined ? undefined : new Int32Array(data.stop);
    started = whole.start(data.module, () => data.module);
    // Who asks is told of it.
    started.catch(() => {});
  } else {
    void answer(data);
  }
};

async function answer({ id, verb, text, emit }: Extract<ToWorker, { verb: string }>): Promise<void> {
  const observer: whole.Observer = {
    ...(emit ? { emit: (chunk: string) => scope.postMessage({ id, chunk }) } : {}),
    progress: (done, total) => {
      scope.postMessage({ id, done, total });
      // The page writes the number of the call that it wants to end.
      return stop === undefined || Atomics.load(stop, 0) !== id;
    },
  };
  try {
    await started;
    if (!VERBS.includes(verb)) throw new TypeError(`there is no verb \`${verb}\``);
    scope.postMessage({ id, answer: verbs[verb]!(text, observer) });
  } catch (error) {
    const { code, message, help } = error instanceof GreenlightError ? error : { code: "worker", message: String(error), help: "" };
    scope.postMessage({ id, failed: { code, message, help } });
  }
}

const VERBS = [
  ...["check", "checkLines", "describe", "diagnose", "explain", "importFacts", "licences", "merge", "missingFacts", "open"],
  ...["outcomes", "redact", "replay", "roles", "rulebook", "rules", "shard", "simulate", "why"],
];
