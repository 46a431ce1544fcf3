// Asks the worker. One lane answers the pages; simulations have a worker of their own, so that one of them can be ended at once.
import { failed, type Failure } from "./small";
import type { Asked, Said, Verb, Verbs } from "./messages";
import workerUrl from "./worker?worker&url";

/** What came of asking. */
export type Answer<T> = { answer: T } | { failure: Failure };

interface Waiting {
  settle: (answer: Answer<never>) => void;
  progress: ((done: number, total: number) => void) | undefined;
}

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string };
}

// Only this one address may become a worker.
const trusted = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy("greenlight-worker", {
  createScriptURL: (url) => {
    if (url !== workerUrl) throw new TypeError("not a worker of this page");
    return url;
  },
});

class Lane {
  private worker: Worker | undefined;
  private next = 1;
  private readonly waiting = new Map<number, Waiting>();

  ask<V extends Verb>(verb: V, request: Verbs[V]["asked"], progress?: Waiting["progress"]): Promise<Answer<Verbs[V]["says"]>> {
    const id = this.next++;
    return new Promise((settle) => {
      this.waiting.set(id, { settle: settle as Waiting["settle"], progress });
      try {
        this.running().postMessage({ id, verb, request } satisfies Asked);
      } catch (error) {
        this.finish(id, { failure: failed(error) });
      }
    });
  }

  /** Ends the work; whoever waits hears that it was stopped. */
  stop(reason = "it was stopped") {
    this.worker?.terminate();
    this.worker = undefined;
    for (const id of [...this.waiting.keys()]) this.finish(id, { failure: { message: reason, help: "ask again", at: undefined } });
  }

  private running(): Worker {
    if (this.worker) return this.worker;
    const worker = new Worker(trusted?.createScriptURL(workerUrl) ?? workerUrl, { type: "module" });
    worker.addEventListener("message", ({ data }: MessageEvent<Said>) => this.hear(data));
    // A trap or a module that does not load ends the worker; the next question starts another.
    worker.addEventListener("error", (event) => this.stop(`the engine failed: ${event.message || "its worker did not load"}`));
    return (this.worker = worker);
  }

  private hear(said: Said) {
    if ("done" in said) this.waiting.get(said.id)?.progress?.(said.done, said.total);
    else if ("answer" in said) this.finish(said.id, { answer: said.answer as never });
    else if ("refused" in said) this.finish(said.id, { failure: { ...said.refused, at: said.refused.at || undefined } });
    else this.stop(`the engine failed: ${said.failed}`);
  }

  private finish(id: number, answer: Answer<never>) {
    this.waiting.get(id)?.settle(answer);
    this.waiting.delete(id);
  }
}

const pages = new Lane();
const simulations = new Lane();

/** Asks one thing of the engine. */
export const ask: Lane["ask"] = (verb, request, progress) => pages.ask(verb, request, progress);

/** Simulates a scenario, one at a time. */
export const simulate = (request: Verbs["simulate"]["asked"], progress?: (done: number, total: number) => void) =>
  simulations.ask("simulate", request, progress);

/** Ends the simulation that runs. */
export const cancel = () => simulations.stop("the simulation was cancelled");
