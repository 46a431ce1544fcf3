/** A module of the engine and its instance: started once, asked in text, and started anew after it failed or grew large. */

import { GreenlightError } from "./errors.js";
import { given, type Given } from "./given.js";
import { compiled, compiledSync, type Compiled, type Source } from "./load.js";

/** What hears the engine while it works. Its answers do not depend on it. */
export interface Observer {
  /** Takes whole JSON Lines of the trace, when the request asks for one. */
  emit?(chunk: string): void;
  /** Hears how far the work is; `false` stops it, and the answer is marked as partial. */
  progress?(done: number, total: number): boolean | void;
}

/** What wasm-bindgen makes of a module, as far as it is used here. */
export interface Glue {
  default(options: { module_or_path: Compiled }): Promise<unknown>;
  initSync(options: { module: Compiled }): unknown;
  /** Puts a fresh instance of the same module in the place of this one. */
  __wbg_reset_state(): void;
}

type Verb = (...given: unknown[]) => string;

/** What lives in the module until it is free. */
interface Living {
  free(): void;
}

/** A text may have at most so many letters: it is refused before it is copied. */
export const LETTERS_MAX = 64 * 1024 * 1024;
/** The instance is replaced once its memory has grown beyond this: WebAssembly's memory never shrinks. */
const MEMORY_MAX = 32 * 1024 * 1024;

/** A module and its instance. */
export class Binding {
  readonly #glue: Glue;
  #loading: Promise<void> | undefined;
  #ready = false;
  #working = false;
  /** Handles that are open: the instance is not replaced while there are any, unless it failed. */
  #handles = new Set<Handle<Living>>();

  constructor(glue: Glue) {
    this.#glue = glue;
  }

  /** Loads and starts the module, once, from what the caller gives, or else from where it usually is; a failure can be followed by another try. */
  start(source: Given<Source | Promise<Source>> | undefined, usual: () => Source | Promise<Source>): Promise<void> {
    this.#loading ??= this.#load(source === undefined ? usual : () => given(source)).catch((error: unknown) => {
      this.#loading = undefined;
      throw error;
    });
    return this.#loading;
  }

  async #load(source: () => Source | Promise<Source>): Promise<void> {
    if (this.#ready) return;
    const module = await compiled(source());
    if (this.#ready) return;
    await this.#glue.default({ module_or_path: module });
    this.#ready = true;
  }

  /** Starts the module at once. */
  startSync(source: Given<Source>): void {
    if (this.#ready) return;
    this.#glue.initSync({ module: compiledSync(given(source) as object) });
    this.#ready = true;
    this.#loading = Promise.resolve();
  }

  /** Asks a verb that takes nothing. */
  tell(verb: string): string {
    return this.#run(verb, []);
  }

  /** Asks a verb that takes a text. */
  ask(verb: string, text: string): string {
    return this.#run(verb, [readable(text)]);
  }

  /** Asks a verb that takes a text, and tells somebody while it works. */
  watched(verb: string, text: string, observer?: Observer | null): string {
    const watch = new Watch(observer);
    const answer = this.#run(verb, [readable(text), watch]);
    watch.end();
    return answer;
  }

  /** Begins what takes several calls: a handle, which its holder frees. */
  begin<T extends Living>(name: string, text: string): Handle<T> {
    const request = readable(text);
    const Begun = (this.#glue as unknown as Record<string, new (request: string) => T>)[name]!;
    const handle = new Handle(this, name, this.guarded(name, () => new Begun(request)));
    this.#handles.add(handle);
    return handle;
  }

  /** Whether the handle is still one of the instance. */
  holds(handle: Handle<Living>): boolean {
    return this.#handles.has(handle);
  }

  /** The handle is free. */
  release(handle: Handle<Living>): void {
    if (this.#handles.delete(handle)) this.#shrink();
  }

  #run(verb: string, given: readonly unknown[]): string {
    return this.guarded(verb, () => (this.#glue as unknown as Record<string, Verb>)[verb]!(...given));
  }

  /** Does something in the instance, which is replaced where it fails. */
  guarded<T>(verb: string, work: () => T): T {
    if (!this.#ready) {
      throw new GreenlightError("not-initialised", `\`${verb}\` was called before the module was there`, BEFORE);
    }
    if (this.#working) {
      throw new GreenlightError("busy", `\`${verb}\` was called while another call is at work`, "call it afterwards");
    }
    this.#working = true;
    try {
      return work();
    } catch (cause) {
      this.#renew();
      throw new GreenlightError("trapped", `the engine failed at \`${verb}\``, REPORT, cause);
    } finally {
      this.#working = false;
      this.#shrink();
    }
  }

  /** How many bytes of memory the instance has. */
  memory(): number {
    // Started already, it gives what there is.
    const { memory } = this.#glue.initSync(undefined as never) as { memory: WebAssembly.Memory };
    return memory.buffer.byteLength;
  }

  #shrink(): void {
    if (this.#handles.size === 0 && this.memory() > MEMORY_MAX) this.#renew();
  }

  #renew(): void {
    this.#handles.clear();
    this.#glue.__wbg_reset_state();
  }
}

/** Something that lives in the instance until it is free, or the instance fails. */
export class Handle<out T extends Living> {
  readonly #binding: Binding;
  readonly #name: string;
  readonly #glue: T;

  constructor(binding: Binding, name: string, glue: T) {
    this.#binding = binding;
    this.#name = name;
    this.#glue = glue;
  }

  /** Does something with it. */
  use<R>(work: (glue: T) => R): R {
    if (!this.#binding.holds(this)) throw new GreenlightError("trapped", `the engine failed while \`${this.#name}\` was at work`, REPORT);
    return this.#binding.guarded(this.#name, () => work(this.#glue));
  }

  /** Does the last thing with it, which frees it. */
  end<R>(work: (glue: T) => R): R {
    const answer = this.use(work);
    this.#binding.release(this);
    return answer;
  }

  /** Gives back what it holds; once is enough. */
  free(): void {
    if (this.#binding.holds(this)) this.end((glue) => glue.free());
  }
}

/** A verb that takes nothing. */
export function tells(binding: Binding, verb: string): () => string {
  return () => binding.tell(verb);
}

/** A verb that takes a text. */
export function asks(binding: Binding, verb: string): (request: string) => string {
  return (request) => binding.ask(verb, request);
}

const BEFORE = "`await init()` first";
const REPORT = "it has been started anew; please report the request that did it";

/** The text, if it is one and can be read. */
function readable(text: unknown): string {
  if (typeof text !== "string") {
    throw new TypeError(`a verb takes a text, not ${text === null ? "null" : typeof text}; \`objects\` take objects`);
  }
  if (text.length > LETTERS_MAX) {
    throw new GreenlightError("too-large", `a text of ${text.length} letters`, `it may have ${LETTERS_MAX}`);
  }
  return text;
}

/** An observer whose functions never throw into the module: what they throw is kept, and thrown at the end. */
class Watch {
  readonly emit: ((chunk: string) => void) | undefined;
  readonly progress: ((done: number, total: number) => boolean) | undefined;
  #thrown: { error: unknown } | undefined;

  constructor(observer: Observer | null | undefined) {
    const emit = functionOf(observer, "emit");
    const progress = functionOf(observer, "progress");
    if (emit !== undefined) this.emit = (chunk) => void this.#call(() => checked("emit", emit.call(observer, chunk)));
    if (progress !== undefined) {
      this.progress = (done, total) => this.#call(() => checked("progress", progress.call(observer, done, total)));
      // Without anyone who asks how far it is, nothing could be stopped.
    } else if (emit !== undefined) this.progress = () => this.#thrown === undefined;
  }

  #call(work: () => boolean): boolean {
    if (this.#thrown !== undefined) return false;
    try {
      return work();
    } catch (error) {
      this.#thrown = { error };
      return false;
    }
  }

  /** Throws what a function of the observer threw. */
  end(): void {
    if (this.#thrown !== undefined) throw this.#thrown.error;
  }
}

/** Whether to go on: an answer that nobody can mean, such as a promise, is refused. */
function checked(name: string, answer: unknown): boolean {
  if (answer === undefined || answer === true) return true;
  if (answer === false && name === "progress") return false;
  const kind = typeof (answer as { then?: unknown } | null)?.then === "function" ? "a promise" : String(answer);
  const right = name === "progress" ? "nothing, or whether to go on" : "nothing";
  throw new TypeError(`\`${name}\` answered ${kind}; it must answer ${right}, at once`);
}

function functionOf(observer: Observer | null | undefined, name: "emit" | "progress") {
  const value: unknown = observer?.[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "function") throw new TypeError(`\`${name}\` of the observer is not a function`);
  return value as (...given: unknown[]) => unknown;
}
