// Asks the workers. One lane answers the pages; verdicts on large tenants and simulations have workers of their own, so that no question waits for
// them and each can be ended at once.
import { failed, type Failure } from "./small";
import type { Asked, Said, Verb, Verbs } from "./messages";
import workerUrl from "./worker?worker&url";

/** What came of asking. */
export type Answer<T> = { answer: T } | { failure: Failure };

/** A question that was asked: its answer, and how to say that nobody waits for it any more. */
export interface Question<T> {
  answer: Promise<Answer<T>>;
  drop: () => void;
}

interface Job extends Asked {
  settle: (answer: Answer<never>) => void;
  progress: ((done: number, total: number) => void) | undefined;
}

/** What nobody waits for may end by itself within this time; after it, its worker is ended. A new one takes about as long to start. */
const PATIENCE_MS = 400;

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
  private running: { job: Job; since: number } | undefined;
  private waiting: Job[] = [];

  ask<V extends Verb>(verb: V, request: Verbs[V]["asked"], progress?: Job["progress"]): Question<Verbs[V]["says"]> {
    const id = this.next++;
    const answer = new Promise<Answer<Verbs[V]["says"]>>((settle) => {
      this.waiting.push({ id, verb, request, settle: settle as Job["settle"], progress });
      this.begin();
    });
    return { answer, drop: () => this.drop(id) };
  }

  /** Ends the work; whoever waits hears that it was stopped. */
  stop(reason = "it was stopped") {
    const jobs = [...(this.running ? [this.running.job] : []), ...this.waiting];
    this.waiting = [];
    this.end();
    for (const { settle } of jobs) settle({ failure: { message: reason, help: "ask again", at: undefined } });
  }

  /** Sends the next question once the one before is answered: what is dropped meanwhile costs nothing. */
  private begin() {
    const job = this.running ? undefined : this.waiting.shift();
    if (!job) return;
    this.running = { job, since: performance.now() };
    const { id, verb, request } = job;
    try {
      this.worker ??= this.hired();
      this.worker.postMessage({ id, verb, request } satisfies Asked);
    } catch (error) {
      this.finish(id, { failure: failed(error) });
    }
  }

  private drop(id: number) {
    this.waiting = this.waiting.filter((job) => job.id !== id);
    if (this.running?.job.id !== id) return;
    const left = PATIENCE_MS - (performance.now() - this.running.since);
    setTimeout(() => {
      if (this.running?.job.id !== id) return;
      this.end();
      this.begin();
    }, Math.max(0, left));
  }

  private end() {
    this.worker?.terminate();
    this.worker = undefined;
    this.running = undefined;
  }

  private hired(): Worker {
    const worker = new Worker(trusted?.createScriptURL(workerUrl) ?? workerUrl, { type: "module" });
    worker.addEventListener("message", ({ data }: MessageEvent<Said>) => this.hear(data));
    // A trap or a module that does not load ends the worker; the next question starts another.
    worker.addEventListener("error", (event) => this.stop(`the engine failed: ${event.message || "its worker did not load"}`));
    return worker;
  }

  private hear(said: Said) {
    if (said.id !== this.running?.job.id) return;
    if ("done" in said) this.running.job.progress?.(said.done, said.total);
    else if ("answer" in said) this.finish(said.id, { answer: said.answer as never });
    else if ("refused" in said) this.finish(said.id, { failure: { ...said.refused, at: said.refused.at || undefined } });
    else this.stop(`the engine failed: ${said.failed}`);
  }

  private finish(id: number, answer: Answer<never>) {
    const job = this.running?.job;
    if (job?.id !== id) return;
    this.running = undefined;
    job.settle(answer);
    this.begin();
  }
}

const pages = new Lane();
const verdicts = new Lane();
const simulations = new Lane();

/** Asks one thing of the engine. */
export const question: Lane["ask"] = (verb, request, progress) => pages.ask(verb, request, progress);

/** Asks for a verdict that would take longer than a page may stand still. */
export const verdictOn: Lane["ask"] = (verb, request) => verdicts.ask(verb, request);

/** Asks one thing of the engine that is waited for. */
export const ask = <V extends Verb>(verb: V, request: Verbs[V]["asked"]): Promise<Answer<Verbs[V]["says"]>> => pages.ask(verb, request).answer;

/** Simulates a scenario, one at a time. */
export const simulate = (request: Verbs["simulate"]["asked"], progress?: (done: number, total: number) => void) =>
  simulations.ask("simulate", request, progress).answer;

/** Ends the simulation that runs. */
export const cancel = () => simulations.stop("the simulation was cancelled");
