/** What goes wrong around the engine, each with a stable code and what to do about it; what is wrong in a document is data instead. */

/** Why the module could not be loaded. */
export type LoadCode =
  /** A security policy forbids compiling WebAssembly, or fetching it. */
  | "policy"
  /** The server sent something else, and names its kind. */
  | "mime"
  /** The server could not be reached, or could not answer. */
  | "network"
  /** The file is not there, or a web page stands in its place. */
  | "missing"
  /** The browser is too old. */
  | "unsupported"
  /** The bytes are no module: cut off or changed on the way. */
  | "damaged";

/** Why a call could not be made, or came to nothing. */
export type CallCode =
  /** A verb was called before `init`. */
  | "not-initialised"
  /** A verb was called by an observer of another one. */
  | "busy"
  /** The engine failed at this call; it starts anew for the next. */
  | "trapped"
  /** What was given is too large, and was not read. */
  | "too-large"
  /** The pages could not be loaded. */
  | "pages"
  /** The worker cannot be started, or is closed. */
  | "worker"
  /** The caller's signal stopped the work. */
  | "cancelled";

/** Trouble that is not in a document. */
export class GreenlightError extends Error {
  /** A stable word for it. */
  readonly code: LoadCode | CallCode;
  /** What to do about it. */
  readonly help: string;

  constructor(code: LoadCode | CallCode, message: string, help: string, cause?: unknown) {
    super(`${message}; ${help}`, cause === undefined ? undefined : { cause });
    this.name = "GreenlightError";
    this.code = code;
    this.help = help;
  }
}
