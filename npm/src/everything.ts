/** What the whole module answers: all that the shell does. Each entry adds where the module comes from. */

import { Binding, type Glue, type Observer } from "./binding.js";
import type * as D from "./documents.js";
import * as glue from "./glue/whole.js";
import { answered, engineOf, type Told, type Engine } from "./engine.js";
import type * as Input from "./input.js";
import { documented } from "./objects.js";
import { given, type Given } from "./given.js";
import type { Source } from "./load.js";
import { Pages } from "./pages.js";
import type { SmallObjects } from "./small.js";

export type * from "./documents.js";
export { GreenlightError, type CallCode, type LoadCode } from "./errors.js";
export type { Answered, Bytes, Source } from "./load.js";
export type { Given } from "./given.js";
export type { Checked, Engine, Errors, Opened, Told } from "./engine.js";
export type { Case as CaseInput, CheckRequest as CheckInput, OpenRequest as OpenInput, Scenario as ScenarioInput } from "./input.js";
export type { Observer } from "./binding.js";
export type { SmallObjects } from "./small.js";

const binding = /* @__PURE__ */ new Binding(glue as unknown as Glue);
const pages = /* @__PURE__ */ new Pages();

/** Loads and starts the module from what the caller gives, or else from where the entry has it; and loads the pages of the rules. */
export function start(source: Given<Source | Promise<Source>> | undefined, usual: () => Source | Promise<Source>): Promise<WholeEngine> {
  const started = binding.start(source === undefined ? usual : () => given(source));
  return Promise.all([started, pages.load()]).then(() => engine);
}

/** Starts the module at once, from its bytes or from a `WebAssembly.Module`. Rules cannot be explained then, until `init` has loaded their
 * pages as well. */
export function initSync(source: Given<Source>): WholeEngine {
  binding.startSync(given(source));
  return engine;
}

/** Names and versions of the engine and of its rulebooks. */
export function describe(): string {
  return binding.tell("describe");
}

/** Judges a case: `{"case": …, "options": …}` gives a report, or `{"error": …}`. */
export function check(request: string): string {
  return binding.ask("check", request);
}

/** Judges a batch: one request a line, one answer a line. */
export function checkLines(requests: string): string {
  return binding.ask("checkLines", requests);
}

/** What is still open in a case: `{"case": …, "options": …}`. */
export function open(request: string): string {
  return binding.ask("open", request);
}

/** All rules, without their pages. */
export function rules(): string {
  return binding.tell("rules");
}

/** Everything about one rule or one published code: `{"code": "IMG004"}`, in any case. */
export function explain(request: string): string {
  return pages.added(binding.ask("explain", request));
}

/** What is wrong with a machine: `{"case": …, "machine": …, "options": …}` gives what its status and error mean, the likely causes, whether
 * waiting helps and what to do next, or `{"error": …}`. */
export function diagnose(request: string): string {
  return binding.ask("diagnose", request);
}

/** Why a rule says what it says of a case: `{"case": …, "rule": …, "options": …}` gives the fewest facts that force it; without a rule, why
 * the outcome is what it is; or `{"error": …}`. */
export function why(request: string): string {
  return binding.ask("why", request);
}

/** The ledger of licences: `{"case": …, "options": …}` gives what is owned, allocated, used, needed and free, or `{"error": …}`. */
export function licences(request: string): string {
  return binding.ask("licences", request);
}

/** Who may do what: `{"can": …, "case": …, "person": …, "environment": …}`, all optional; or `{"error": …}`. */
export function roles(request: string): string {
  return binding.ask("roles", request);
}

/** The rulebook's values in force: `{"rulebook": …, "as_of": …, "filter": …}`; with `"since"`, what changed since that rulebook. */
export function rulebook(request: string): string {
  return binding.ask("rulebook", request);
}

/** Reads facts out of files of other tools: `{"files": [{"name": …, "text": …}], "tenant": …, "hints": …}` gives the facts, what each file was,
 * what was not read, and where each fact stands, or `{"error": …}`. */
export function importFacts(request: string): string {
  return binding.ask("importFacts", request);
}

/** Which call supplies each fact that a case lacks: `{"case": …, "options": …}` gives the facts in the order in which to ask, each with its call
 * and who may make it, or where it stands; or `{"error": …}`. */
export function missingFacts(request: string): string {
  return binding.ask("missingFacts", request);
}

/** A case without names: `{"case": …, "names": …}` gives the case with names, ids and domains replaced, and what stands in place of each; or
 * `{"error": …}`. */
export function redact(request: string): string {
  return binding.ask("redact", request);
}

/** Simulates a scenario: `{"scenario": …, "options": …}` gives a summary, or `{"error": …}`. What a function of the observer throws stops it
 * and is thrown. */
export function simulate(request: string, observer?: Observer | null): string {
  return binding.watched("simulate", request, observer);
}

/** Runs a trace again: whether every line is the same, and the first that is not. */
export function replay(trace: string, observer?: Observer | null): string {
  return binding.watched("replay", trace, observer);
}

/** The verbs on values of a program; `init` gives it as well. */
export const engine: WholeEngine = {
  .../* @__PURE__ */ engineOf({ check, open, rules, describe }),
  explain: (request) => answered(explain, request),
  diagnose: (request) => answered(diagnose, request),
  why: (request) => answered(why, request),
  licences: (request) => answered(licences, request),
  roles: (request) => answered(roles, request),
  rulebook: (request) => answered(rulebook, request),
  importFacts: (request) => answered(importFacts, request),
  missingFacts: (request) => answered(missingFacts, request),
  redact: (request) => answered(redact, request),
  simulate: (request, observer) => answered((text) => simulate(text, observer), request),
};

/** The engine of the whole module, on values. */
export interface WholeEngine extends Engine {
  /** Everything about one rule or one published code: `{code}`, in any case. */
  explain(request: Input.ExplainRequest): Told<D.Explanation>;
  /** What is wrong with a machine. */
  diagnose(request: Input.DiagnoseRequest): Told<D.Diagnosis>;
  /** Why a rule says what it says of a case. */
  why(request: Input.WhyRequest): Told<D.Why>;
  /** The ledger of licences. */
  licences(request: Input.LicencesRequest): Told<D.Licences>;
  /** Who may do what. */
  roles(request: Input.RolesRequest): Told<D.Roles>;
  /** The rulebook's values in force, or what changed. */
  rulebook(request: Input.RulebookRequest): Told<D.RulebookAnswer>;
  /** Reads facts out of files of other tools. */
  importFacts(request: Input.ImportRequest): Told<D.Imported>;
  /** Which call supplies each fact that a case lacks. */
  missingFacts(request: Input.OpenRequest): Told<D.MissingFacts>;
  /** A case without names. */
  redact(request: Input.RedactRequest): Told<D.Redacted>;
  /** Simulates a scenario. What a function of the observer throws stops it and is thrown. */
  simulate(request: Input.SimulateRequest, observer?: Observer | null): Told<D.Summary>;
}

/** The same verbs on objects, as `JSON.stringify` reads them and with the documents of the verbs on text. */
export const objects: WholeObjects = {
  .../* @__PURE__ */ documented<Omit<WholeObjects, "replay">>({
    check, describe, diagnose, explain, importFacts, licences, missingFacts, open, redact, roles, rulebook, rules,
    simulate, why,
  }),
  // A trace is a text as it stands.
  replay: (trace, observer) => JSON.parse(replay(trace, observer)) as D.Replay | D.Refusal,
};

/** The verbs on objects. */
export interface WholeObjects extends SmallObjects {
  /** Everything about one rule or one published code: `{code}`, in any case. */
  explain(request: D.ExplainRequest): D.Explanation | D.Refusal;
  /** What is wrong with a machine. */
  diagnose(request: D.DiagnoseRequest): D.Diagnosis | D.Refusal;
  /** Why a rule says what it says of a case. */
  why(request: D.WhyRequest): D.Why | D.Refusal;
  /** The ledger of licences. */
  licences(request: D.LicencesRequest): D.Licences | D.Refusal;
  /** Who may do what. */
  roles(request: D.RolesRequest): D.Roles | D.Refusal;
  /** The rulebook's values in force, or what changed. */
  rulebook(request: D.RulebookRequest): D.RulebookAnswer | D.Refusal;
  /** Reads facts out of files of other tools. */
  importFacts(request: D.ImportRequest): D.Imported | D.Refusal;
  /** Which call supplies each fact that a case lacks. */
  missingFacts(request: D.OpenRequest): D.MissingFacts | D.Refusal;
  /** A case without names. */
  redact(request: D.RedactRequest): D.Redacted | D.Refusal;
  /** Simulates a scenario. */
  simulate(request: D.SimulateRequest, observer?: Observer | null): D.Summary | D.Refusal;
  /** Runs the text of a trace again. */
  replay(trace: string, observer?: Observer | null): D.Replay | D.Refusal;
}
