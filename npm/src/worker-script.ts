/** What runs in the worker: the whole module, asked one call after the other. What is stepped listens between two steps. */

import { GreenlightError } from "./errors.js";
import * as whole from "./everything.js";
import type { FromWorker, ToWorker } from "./protocol.js";

/** A worker of a page, or what stands for one in Node. */
interface Scope {
  onmessage: ((event: { data: ToWorker }) => void) | null;
  postMessage(message: FromWorker): void;
}

const scope = globalThis as unknown as Scope;
const verbs = whole as unknown as Record<string, (text?: string, observer?: whole.Observer) => string>;
let started: Promise<unknown> = Promise.resolve();
let stop: Int32Array | undefined;
/** What stops the call that is stepped. */
let stepping: { readonly id: number; readonly control: AbortController } | undefined;

scope.onmessage = ({ data }) => {
  if ("module" in data) {
    stop = data.stop === undefined ? undefined : new Int32Array(data.stop);
    started = whole.start(data.module, () => data.module);
    // Who asks is told of it.
    started.catch(() => {});
  } else if ("cancel" in data) {
    if (stepping?.id === data.cancel) stepping.control.abort();
  } else {
    void answer(data);
  }
};

async function answer({ id, verb, text, emit, files }: Extract<ToWorker, { verb: string }>): Promise<void> {
  const observer: whole.Observer = {
    ...(emit ? { emit: (chunk: string) => scope.postMessage({ id, chunk }) } : {}),
    progress: (done, total) => {
      scope.postMessage({ id, done, total });
      // The page writes the number of the call that it wants to end.
      return stop === undefined || Atomics.load(stop, 0) !== id;
    },
  };
  const control = new AbortController();
  stepping = { id, control };
  try {
    await started;
    if (!VERBS.includes(verb)) throw new TypeError(`there is no verb \`${verb}\``);
    const answer = await asked(verb, text, files ?? [], observer, control.signal);
    scope.postMessage({ id, answer });
  } catch (error) {
    const { code, message, help } = error instanceof GreenlightError ? error : { code: "worker", message: String(error), help: "" };
    scope.postMessage({ id, failed: { code, message, help } });
  }
}

/** Steps where it can; stopped, it answers what there is. */
async function asked(verb: string, text: string, files: readonly whole.SourceFile[], observer: whole.Observer, signal: AbortSignal): Promise<string> {
  const call: whole.Call = { signal, emit: observer.emit, progress: (done, total) => void observer.progress?.(done, total) };
  try {
    if (verb === "simulate") return await whole.simulateAsync(text, call);
    if (verb === "importFiles") return await whole.importFiles(text, files, call);
    return verbs[verb]!(text, observer);
  } catch (error) {
    if (error instanceof whole.Cancelled && error.partial !== undefined) return JSON.stringify(error.partial);
    throw error;
  }
}

const VERBS = [
  ...["check", "checkLines", "describe", "diagnose", "explain", "importFacts", "importFiles", "licences", "merge", "missingFacts", "open"],
  ...["outcomes", "redact", "replay", "roles", "rulebook", "rules", "shard", "simulate", "why"],
];
