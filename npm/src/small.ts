/** What the small module answers: judging a case, what is open in it, the rules. Each entry adds where the module comes from. */

import { asks, Binding, tells, type Glue } from "./binding.js";
import type { CheckRequest, Description, Open, OpenRequest, Refusal, Report, Rules } from "./documents.js";
import * as glue from "./glue/greenlight.js";
import { engineOf, type Engine } from "./engine.js";
import { documented } from "./objects.js";
import type { Given } from "./given.js";
import type { Source } from "./load.js";
import { opened, type TextCase } from "./open-case.js";

export type * from "./documents.js";
export { GreenlightError, type CallCode, type LoadCode } from "./errors.js";
export type { Answered, Bytes, Source } from "./load.js";
export type { Given } from "./given.js";
export type { Checked, Engine, Errors, HeldCase, Opened, Told } from "./engine.js";
export type { ChangeInput, TextCase } from "./open-case.js";
export type { Case as CaseInput, CheckRequest as CheckInput, OpenRequest as OpenInput } from "./input.js";

const binding = /* @__PURE__ */ new Binding(glue as unknown as Glue);

/** Loads and starts the module from what the caller gives, or else from where the entry has it. */
export function start(source: Given<Source | Promise<Source>> | undefined, usual: () => Source | Promise<Source>): Promise<Engine> {
  return binding.start(source, usual).then(() => engine);
}

/** Starts the module at once, from its bytes or from a `WebAssembly.Module`. */
export function initSync(source: Given<Source>): Engine {
  binding.startSync(source);
  return engine;
}

/** Names and versions of the engine and of its rulebooks. */
export const describe = /* @__PURE__ */ tells(binding, "describe");

/** Judges a case: `{"case": …, "options": …}` gives a report, or `{"error": …}`. */
export const check = /* @__PURE__ */ asks(binding, "check");

/** Judges a batch: one request a line, one answer a line. */
export const checkLines = /* @__PURE__ */ asks(binding, "checkLines");

/** What is still open in a case: `{"case": …, "options": …}` gives whether the outcome is decided, which statements make the case ready or
 * blocked, what each choice leads to and what to ask first; or `{"error": …}`. */
export const open = /* @__PURE__ */ asks(binding, "open");

/** Opens the case of a request to `check`, to be changed and judged as it then stands: the engine keeps it until it is free. */
export function openCase(request: string): TextCase {
  return opened(binding, request);
}

/** All rules, without their pages. */
export const rules = /* @__PURE__ */ tells(binding, "rules");

/** The verbs on values of a program; `init` gives it as well. */
export const engine: Engine = /* @__PURE__ */ engineOf({ check, open, rules, describe, openCase });

/** The same verbs on objects, as `JSON.stringify` reads them and with the documents of the verbs on text. */
export const objects: SmallObjects = /* @__PURE__ */ documented({ check, describe, open, rules });

/** The verbs on objects. */
export interface SmallObjects {
  /** Judges a case: `{case, options}` gives a report, or `{error}`. */
  check(request: CheckRequest): Report | Refusal;
  /** Names and versions of the engine and of its rulebooks. */
  describe(): Description;
  /** What is still open in a case. */
  open(request: OpenRequest): Open | Refusal;
  /** All rules, without their pages. */
  rules(): Rules;
}
