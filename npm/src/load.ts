/** From wherever the module comes to a compiled one, or to the reason why not. */

import { GreenlightError } from "./errors.js";

/** The bytes of a module. */
export type Bytes = ArrayBuffer | ArrayBufferView;

/** What `fetch` gives, as far as it is needed here. */
export interface Answered {
  readonly ok: boolean;
  readonly status: number;
  readonly url: string;
  readonly headers: { get(name: string): string | null };
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** An address, a `Response`, bytes, or a `WebAssembly.Module`. (Any object, so that the types do not need those of a browser.) */
export type Source = string | { readonly href: string } | Answered | Bytes | object;

/** A `WebAssembly.Module`. */
export type Compiled = object;

const HEADER = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
/** A function whose parameter is a reference to a value of JavaScript. */
const REFERENCES = new Uint8Array([...HEADER, 1, 5, 1, 0x60, 1, 0x6f, 0]);

/** The compiled module of a source. */
export async function compiled(source: Source | Promise<Source>): Promise<Compiled> {
  supported();
  const given = await source;
  if (typeof given === "string") return compiledAnswer(await fetched(given));
  if (isModule(given)) return given;
  if (isBytes(given)) return compiledBytes(given, "the bytes given");
  if (isAnswered(given)) return compiledAnswer(given);
  const { href } = given as { href?: unknown };
  if (typeof href === "string") return compiledAnswer(await fetched(href));
  throw new TypeError("give `init` an address, a Response, bytes or a WebAssembly.Module");
}

/** The compiled module of bytes, at once. */
export function compiledSync(source: Bytes | object): Compiled {
  supported();
  if (isModule(source)) return source;
  if (!isBytes(source)) throw new TypeError("give `initSync` bytes or a WebAssembly.Module");
  try {
    return new WebAssembly.Module(source as BufferSource);
  } catch (cause) {
    throw refused("the bytes given", cause);
  }
}

/** Bytes out of their text: compressed, then in letters. */
export async function unpacked(data: string): Promise<ArrayBuffer> {
  if (typeof DecompressionStream !== "function") {
    throw new GreenlightError("unsupported", "this browser cannot unpack the module", OLD);
  }
  const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}

const OLD = "it needs Chrome 96, Firefox 113, Safari 16.4, Node 20 or newer";

function supported(): void {
  if (typeof WebAssembly !== "object" || !WebAssembly.validate(REFERENCES)) {
    throw new GreenlightError("unsupported", "this browser cannot run the module", OLD);
  }
}

async function compiledAnswer(response: Answered): Promise<Compiled> {
  const place = `\`${response.url}\``;
  if (!response.ok) {
    const gone = response.status === 404 || response.status === 410;
    const message = `the server answered ${response.status} for ${place}`;
    throw gone
      ? new GreenlightError("missing", message, CARRY)
      : new GreenlightError("network", message, "look into the server's log, and try again");
  }
  const kind = (response.headers.get("Content-Type") ?? "").split(";")[0]!.trim().toLowerCase();
  if (kind === "application/wasm" && response instanceof Response && "compileStreaming" in WebAssembly) {
    try {
      return await WebAssembly.compileStreaming(response);
    } catch (cause) {
      throw refused(place, cause);
    }
  }
  const bytes = await response.arrayBuffer();
  if (isWasm(bytes)) return compiledBytes(bytes, place);
  if (kind === "text/html") {
    throw new GreenlightError("missing", `a web page was sent in place of ${place}`, CARRY);
  }
  if (kind === "application/wasm") throw new GreenlightError("damaged", `${place} is no module`, AGAIN);
  const named = kind === "" ? "without a kind" : `as \`${kind}\``;
  const help = "have the server send the file itself, as `application/wasm`";
  throw new GreenlightError("mime", `what the server sent ${named} for ${place} is no module`, help);
}

const CARRY = "put the `.wasm` file of the package there, or import `greenlight/inline`, which holds the module";
const AGAIN = "clear the cache and load it again; if it stays so, install the package anew";

async function compiledBytes(bytes: Bytes, what: string): Promise<Compiled> {
  try {
    return await WebAssembly.compile(bytes as BufferSource);
  } catch (cause) {
    throw refused(what, cause);
  }
}

/** Why compiling failed: where not even an empty module compiles, a policy forbids it. */
function refused(what: string, cause: unknown): GreenlightError {
  try {
    new WebAssembly.Module(HEADER);
  } catch {
    const help =
      "add 'wasm-unsafe-eval' to `script-src` of its content security policy; where code may not be compiled at all, as in workerd, import the `.wasm` file and give `init` the module";
    return new GreenlightError("policy", "a security policy forbids compiling WebAssembly", help, cause);
  }
  return new GreenlightError("damaged", `${what} cannot be compiled`, AGAIN, cause);
}

async function fetched(address: string): Promise<Response> {
  const watch = watchPolicy();
  try {
    return await fetch(address);
  } catch (cause) {
    const directive = await watch.forbidden();
    if (directive !== undefined) {
      const help = `add its origin to \`${directive}\` of the content security policy, or import \`greenlight/inline\``;
      throw new GreenlightError("policy", `a security policy forbids fetching \`${address}\``, help, cause);
    }
    const help = "see whether the address is right and can be reached from here, and try again";
    throw new GreenlightError("network", `\`${address}\` could not be fetched`, help, cause);
  } finally {
    watch.end();
  }
}

/** A fetch that a policy forbids fails as any other does; but the page is told of it. */
function watchPolicy(): { forbidden(): Promise<string | undefined>; end(): void } {
  let directive: string | undefined;
  const hear = (event: Event) => {
    directive ??= (event as SecurityPolicyViolationEvent).effectiveDirective;
  };
  const told = globalThis.addEventListener !== undefined;
  if (told) globalThis.addEventListener("securitypolicyviolation", hear);
  const forbidden = async () => {
    // The event comes a moment after the failure.
    if (told) await new Promise((resolve) => setTimeout(resolve, 20));
    return directive;
  };
  return { forbidden, end: () => told && globalThis.removeEventListener("securitypolicyviolation", hear) };
}

function isModule(value: unknown): value is WebAssembly.Module {
  // One of another realm is one as well.
  return Object.prototype.toString.call(value) === "[object WebAssembly.Module]";
}

function isBytes(value: unknown): value is Bytes {
  return ArrayBuffer.isView(value) || Object.prototype.toString.call(value) === "[object ArrayBuffer]";
}

function isAnswered(value: object | string): value is Answered {
  return typeof value === "object" && "arrayBuffer" in value && "headers" in value;
}

function isWasm(bytes: ArrayBuffer): boolean {
  const begun = new Uint8Array(bytes, 0, Math.min(4, bytes.byteLength));
  return begun.length === 4 && begun.every((byte, index) => byte === HEADER[index]);
}
