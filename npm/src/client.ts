/** The whole engine in a worker of its own: asked by promises, told how far it is, and stopped by a signal. */

import { Cancelled, inTurn, tell, type Call } from "./call.js";
import type * as D from "./documents.js";
import { answered, engineOf, type Checked, type Opened, type Told } from "./engine.js";
import { GreenlightError, type CallCode } from "./errors.js";
import type { SourceFile } from "./files.js";
import type * as Input from "./input.js";
import { compiled, type Compiled, type Source } from "./load.js";
import type { FromWorker, ToWorker } from "./protocol.js";

export { Cancelled, type Call, type Signal } from "./call.js";
export type { BlobLike, SourceFile } from "./files.js";

/** A `Worker`, as far as it is needed here. */
export interface WorkerLike {
  postMessage(message: unknown): void;
  terminate(): unknown;
  onmessage: ((event: { data: never }) => void) | null;
  onerror: ((event: { message?: string }) => void) | null;
}

/** How the worker is started. */
export interface WorkerOptions {
  /** Makes the worker; from a blob unless said. Where a policy forbids that, make one of `greenlight/worker-script`. */
  readonly worker?: () => WorkerLike;
  /** Where the whole module is, if not where the entry has it. */
  readonly module?: Source | Promise<Source>;
}

/** The engine in a worker. */
export interface WorkerEngine {
  /** Judges a case. */
  check(request: Input.CheckRequest, call?: Call): Promise<Checked>;
  /** What is still open in a case. */
  open(request: Input.OpenRequest, call?: Call): Promise<Opened>;
  /** Simulates a scenario. */
  simulate(request: Input.SimulateRequest, call?: Call): Promise<Told<D.Summary>>;
  /** Reads facts out of files of other tools. */
  importFacts(request: Input.ImportRequest, call?: Call): Promise<Told<D.Imported>>;
  /** Reads facts out of files that the worker reads in pieces: texts, or blobs and files of any size. */
  importFiles(files: readonly SourceFile[], request?: Omit<Input.ImportRequest, "files">, call?: Call): Promise<Told<D.Imported>>;
  /** Runs the text of a trace again. */
  replay(trace: string, call?: Call): Promise<D.Replay | D.Refusal>;
  /** Any verb on text. */
  ask(verb: string, text: string, call?: Call): Promise<string>;
  /** Ends the worker, and every call that is at work. */
  close(): void;
}

interface Pending {
  readonly message: Extract<ToWorker, { verb: string }>;
  readonly call: Call;
  resolve(answer: string): void;
  reject(error: unknown): void;
}

/** So long a stopped call may take to give its answer so far: what is stepped hears of it between two steps, and may have to begin first;
 * all else where memory is shared, and else not at all. */
const GRACE_MS = { stepped: 1000, shared: 300, none: 0 };
/** The verbs that are stepped in the worker. */
const STEPPED = ["simulate", "importFiles"];

/** Loads the module and starts a worker with it. */
export async function startClient(make: () => WorkerLike, source: Source | Promise<Source>): Promise<WorkerEngine> {
  return new Client(make, await compiled(source));
}

class Client implements WorkerEngine {
  readonly #make: () => WorkerLike;
  readonly #module: Compiled;
  readonly #stop: Int32Array | undefined;
  readonly #pending = new Map<number, Pending>();
  #worker: WorkerLike | undefined;
  /** The call that the worker is at; the others wait, so that one can be taken back without ending the worker. */
  #running: number | undefined;
  #closed = false;
  #calls = 0;

  constructor(make: () => WorkerLike, module: Compiled) {
    this.#make = make;
    this.#module = module;
    // In a page there is shared memory only where it is isolated from other origins.
    const shared = typeof SharedArrayBuffer === "function" && (globalThis as { crossOriginIsolated?: boolean }).crossOriginIsolated !== false;
    this.#stop = shared ? new Int32Array(new SharedArrayBuffer(4)) : undefined;
    this.#begin();
  }

  check(request: Input.CheckRequest, call?: Call): Promise<Checked> {
    return this.#asked((ask) => engineOf({ ...NEVER, check: ask }).check(request), "check", call);
  }

  open(request: Input.OpenRequest, call?: Call): Promise<Opened> {
    return this.#asked((ask) => engineOf({ ...NEVER, open: ask }).open(request), "open", call);
  }

  simulate(request: Input.SimulateRequest, call?: Call): Promise<Told<D.Summary>> {
    return this.#asked((ask) => answered<D.Summary>(ask, request), "simulate", call);
  }

  importFacts(request: Input.ImportRequest, call?: Call): Promise<Told<D.Imported>> {
    return this.#asked((ask) => answered<D.Imported>(ask, request), "importFacts", call);
  }

  importFiles(files: readonly SourceFile[], request: Omit<Input.ImportRequest, "files"> = {}, call?: Call): Promise<Told<D.Imported>> {
    // Of a file the worker needs no more than this, and not every member can be sent.
    const sent = files.map(({ name, content, observed_at }) => ({ name, content, observed_at }));
    return inTurn((ask) => answered<D.Imported>(ask, { files: [], ...request }), (text) => this.#send("importFiles", text, call, sent));
  }

  async replay(trace: string, call?: Call): Promise<D.Replay | D.Refusal> {
    return JSON.parse(await this.ask("replay", trace, call)) as D.Replay | D.Refusal;
  }

  #asked<T>(work: (ask: (text: string) => string) => T, verb: string, call?: Call): Promise<T> {
    return inTurn(work, (text) => this.ask(verb, text, call));
  }

  ask(verb: string, text: string, call?: Call): Promise<string> {
    return this.#send(verb, text, call);
  }

  #send(verb: string, text: string, call: Call = {}, files?: readonly SourceFile[]): Promise<string> {
    const { signal } = call;
    if (this.#closed) return Promise.reject(new GreenlightError("worker", "the worker is closed", "start another one"));
    if (signal?.aborted === true) return Promise.reject(new Cancelled(undefined, signal.reason));
    const id = (this.#calls += 1);
    return new Promise<string>((resolve, reject) => {
      const abort = () => this.#abort(id);
      signal?.addEventListener("abort", abort);
      const settled = () => {
        signal?.removeEventListener("abort", abort);
        this.#pending.delete(id);
        if (this.#running !== id) return;
        this.#running = undefined;
        this.#next();
      };
      this.#pending.set(id, {
        message: { id, verb, text, emit: call.emit !== undefined, ...(files === undefined ? {} : { files }) },
        call,
        resolve: (answer) => {
          settled();
          if (signal?.aborted === true) reject(new Cancelled(JSON.parse(answer), signal.reason));
          else resolve(answer);
        },
        reject: (error) => (settled(), reject(error)),
      });
      this.#next();
    });
  }

  #next(): void {
    const [first] = this.#pending.values();
    if (this.#running !== undefined || first === undefined || this.#closed) return;
    this.#running = first.message.id;
    this.#worker?.postMessage(first.message);
  }

  close(): void {
    this.#closed = true;
    this.#worker?.terminate();
    for (const { reject } of [...this.#pending.values()]) reject(new GreenlightError("worker", "the worker was closed", "start another one"));
  }

  #begin(): void {
    const worker = this.#make();
    this.#worker = worker;
    worker.onmessage = ({ data }: { data: FromWorker }) => this.#hear(data);
    worker.onerror = ({ message }) => this.#broken(worker, message ?? "it could not be started");
    worker.postMessage({ module: this.#module, stop: this.#stop?.buffer as SharedArrayBuffer | undefined } satisfies ToWorker);
    this.#running = undefined;
    this.#next();
  }

  /** Ends the worker and what it is at, which fails with the error; what waits goes to a fresh one. */
  #again(error: unknown): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    const running = this.#running === undefined ? undefined : this.#pending.get(this.#running);
    running?.reject(error);
    this.#begin();
  }

  #broken(worker: WorkerLike, message: string): void {
    if (worker !== this.#worker) return;
    const help = "where a policy forbids workers from blobs, add `worker-src blob:`, or give `worker` one of `greenlight/worker-script`";
    const error = new GreenlightError("worker", `the worker failed: ${message}`, help);
    for (const { reject } of [...this.#pending.values()]) reject(error);
    this.#again(error);
  }

  /** Asks the call to end, which it does between two steps or at its next progress; where it does not, the worker is ended. */
  #abort(id: number): void {
    const pending = this.#pending.get(id);
    if (this.#running !== id) return pending?.reject(unheard(pending));
    if (this.#stop !== undefined) Atomics.store(this.#stop, 0, id);
    const stepped = pending !== undefined && STEPPED.includes(pending.message.verb);
    if (stepped) this.#worker?.postMessage({ cancel: id } satisfies ToWorker);
    const late = () => {
      if (this.#running === id) this.#again(unheard(pending));
    };
    setTimeout(late, GRACE_MS[stepped ? "stepped" : this.#stop === undefined ? "none" : "shared"]);
  }

  #hear(data: FromWorker): void {
    const pending = this.#pending.get(data.id);
    if (pending === undefined) return;
    try {
      if ("chunk" in data) tell("emit", pending.call, data.chunk);
      else if ("done" in data) tell("progress", pending.call, data.done, data.total);
      else if ("answer" in data) pending.resolve(data.answer);
      else if (data.failed.code === "cancelled") pending.reject(unheard(pending));
      else pending.reject(new GreenlightError(data.failed.code as CallCode, data.failed.message, data.failed.help));
    } catch (error) {
      // What a listener throws ends its call.
      this.#again(error);
    }
  }
}

/** That a call was stopped, without anything of its answer. */
function unheard(pending: Pending | undefined): Cancelled {
  return new Cancelled(undefined, pending?.call.signal?.reason);
}

const never = (): never => {
  throw new TypeError("this verb is asked elsewhere");
};
const NEVER = { check: never, open: never, rules: never, describe: never, openCase: never };
