/** What the whole module answers: all that the shell does. Each entry adds where the module comes from. */

import { asks, Binding, tells, type Glue, type Observer } from "./binding.js";
import { inTurn, type Call } from "./call.js";
import type * as D from "./documents.js";
import * as glue from "./glue/whole.js";
import { answered, engineOf, type Told, type Engine } from "./engine.js";
import type * as Input from "./input.js";
import { imported, type SourceFile } from "./files.js";
import { documented } from "./objects.js";
import type { Given } from "./given.js";
import type { Source } from "./load.js";
import { opened, type TextCase } from "./open-case.js";
import { Pages } from "./pages.js";
import type { SmallObjects } from "./small.js";
import { stepped } from "./stepped.js";

export { Cancelled, type Call, type Signal } from "./call.js";
export type { BlobLike, SourceFile } from "./files.js";
export type * from "./documents.js";
export { GreenlightError, type CallCode, type LoadCode } from "./errors.js";
export type { Answered, Bytes, Source } from "./load.js";
export type { Given } from "./given.js";
export type { Checked, Engine, Errors, HeldCase, Opened, Told } from "./engine.js";
export type { ChangeInput, TextCase } from "./open-case.js";
export type { Case as CaseInput, CheckRequest as CheckInput, OpenRequest as OpenInput, Scenario as ScenarioInput } from "./input.js";
export type { Observer } from "./binding.js";
export type { SmallObjects } from "./small.js";

const binding = /* @__PURE__ */ new Binding(glue as unknown as Glue);
const pages = /* @__PURE__ */ new Pages();

/** Loads and starts the module from what the caller gives, or else from where the entry has it; and loads the pages of the rules. */
export function start(source: Given<Source | Promise<Source>> | undefined, usual: () => Source | Promise<Source>): Promise<WholeEngine> {
  return Promise.all([binding.start(source, usual), pages.load()]).then(() => engine);
}

/** Starts the module at once, from its bytes or from a `WebAssembly.Module`. Rules cannot be explained then, until `init` has loaded their
 * pages as well. */
export function initSync(source: Given<Source>): WholeEngine {
  binding.startSync(source);
  return engine;
}

/** Names and versions of the engine and of its rulebooks. */
export const describe = /* @__PURE__ */ tells(binding, "describe");

/** Judges a case: `{"case": …, "options": …}` gives a report, or `{"error": …}`. */
export const check = /* @__PURE__ */ asks(binding, "check");

/** Judges a batch: one request a line, one answer a line. */
export const checkLines = /* @__PURE__ */ asks(binding, "checkLines");

/** Judges a batch in brief: one request a line, one line for its outcome and the codes of what is broken. */
export const outcomes = /* @__PURE__ */ asks(binding, "outcomes");

/** What is still open in a case: `{"case": …, "options": …}`. */
export const open = /* @__PURE__ */ asks(binding, "open");

/** Opens the case of a request to `check`, to be changed and judged as it then stands: the engine keeps it until it is free. */
export function openCase(request: string): TextCase {
  return opened(binding, request);
}

/** All rules, without their pages. */
export const rules = /* @__PURE__ */ tells(binding, "rules");

/** Everything about one rule or one published code: `{"code": "IMG004"}`, in any case. */
export function explain(request: string): string {
  return pages.added(binding.ask("explain", request));
}

/** What is wrong with a machine: `{"case": …, "machine": …, "options": …}` gives what its status and error mean, the likely causes, whether
 * waiting helps and what to do next, or `{"error": …}`. */
export const diagnose = /* @__PURE__ */ asks(binding, "diagnose");

/** Why a rule says what it says of a case: `{"case": …, "rule": …, "options": …}` gives the fewest facts that force it; without a rule, why
 * the outcome is what it is; or `{"error": …}`. */
export const why = /* @__PURE__ */ asks(binding, "why");

/** The ledger of licences: `{"case": …, "options": …}` gives what is owned, allocated, used, needed and free, or `{"error": …}`. */
export const licences = /* @__PURE__ */ asks(binding, "licences");

/** Who may do what: `{"can": …, "case": …, "person": …, "environment": …}`, all optional; or `{"error": …}`. */
export const roles = /* @__PURE__ */ asks(binding, "roles");

/** The rulebook's values in force: `{"rulebook": …, "as_of": …, "filter": …}`; with `"since"`, what changed since that rulebook. */
export const rulebook = /* @__PURE__ */ asks(binding, "rulebook");

/** Reads facts out of files of other tools: `{"files": [{"name": …, "text": …}], "tenant": …, "hints": …}` gives the facts, what each file was,
 * what was not read, and where each fact stands, or `{"error": …}`. */
export const importFacts = /* @__PURE__ */ asks(binding, "importFacts");

/** `importFacts` of files that are read in pieces, beside those of the request: texts, or blobs and files of any size. A page answers
 * meanwhile, and the signal stops it. */
export function importFiles(request: string, files: readonly SourceFile[], call: Call = {}): Promise<string> {
  return imported(binding, request, files, call);
}

/** Which call supplies each fact that a case lacks: `{"case": …, "options": …}` gives the facts in the order in which to ask, each with its call
 * and who may make it, or where it stands; or `{"error": …}`. */
export const missingFacts = /* @__PURE__ */ asks(binding, "missingFacts");

/** A case without names: `{"case": …, "names": …}` gives the case with names, ids and domains replaced, and what stands in place of each; or
 * `{"error": …}`. */
export const redact = /* @__PURE__ */ asks(binding, "redact");

/** Simulates a scenario: `{"scenario": …, "options": …}` gives a summary, or `{"error": …}`. What a function of the observer throws stops it
 * and is thrown. */
export function simulate(request: string, observer?: Observer | null): string {
  return binding.watched("simulate", request, observer);
}

/** `simulate` in steps, so that a page answers meanwhile: none takes longer than a page may let its user wait. The signal stops it between two
 * of them: then it fails with a `Cancelled` error, whose `partial` is the answer so far. Other verbs can be asked meanwhile. */
export function simulateAsync(request: string, call: Call = {}): Promise<string> {
  return stepped(binding, request, call);
}

/** Simulates some of a scenario's replicates: `{"scenario": …, "shard": {"number": 2, "of": 7}, "options": …}` gives a shard, or
 * `{"error": …}`. */
export function shard(request: string, observer?: Observer | null): string {
  return binding.watched("shard", request, observer);
}

/** Brings shards together: `{"scenario": …, "shards": […], "options": …}` gives the summary that `simulate` gives, or `{"error": …}`. */
export function merge(request: string, observer?: Observer | null): string {
  return binding.watched("merge", request, observer);
}

/** Runs a trace again: whether every line is the same, and the first that is not. */
export function replay(trace: string, observer?: Observer | null): string {
  return binding.watched("replay", trace, observer);
}

/** The verbs on values of a program; `init` gives it as well. */
export const engine: WholeEngine = {
  .../* @__PURE__ */ engineOf({ check, open, rules, describe, openCase }),
  .../* @__PURE__ */ valued({ explain, diagnose, why, licences, roles, rulebook, importFacts, missingFacts, redact }),
  simulate: (request, observer) => answered((text) => simulate(text, observer), request),
  simulateAsync: (request, call) => inTurn((ask) => answered<D.Summary>(ask, request), (text) => simulateAsync(text, call)),
  importFiles: (files, request, call) => inTurn((ask) => answered<D.Imported>(ask, { files: [], ...request }), (text) => importFiles(text, files, call)),
  shard: (request, observer) => answered((text) => shard(text, observer), request),
  merge: (request, observer) => answered((text) => merge(text, observer), request),
};

function valued(verbs: Record<keyof WholeVerbs, (request: string) => string>): OnValues {
  return Object.fromEntries(Object.entries(verbs).map(([name, verb]) => [name, (request: unknown) => answered(verb, request)])) as unknown as OnValues;
}

/** What each verb takes, as a value of a program and as a document, and what it says. */
interface WholeVerbs {
  /** Everything about one rule or one published code: `{code}`, in any case. */
  explain: [Input.ExplainRequest, D.ExplainRequest, D.Explanation];
  /** What is wrong with a machine. */
  diagnose: [Input.DiagnoseRequest, D.DiagnoseRequest, D.Diagnosis];
  /** Why a rule says what it says of a case. */
  why: [Input.WhyRequest, D.WhyRequest, D.Why];
  /** The ledger of licences. */
  licences: [Input.LicencesRequest, D.LicencesRequest, D.Licences];
  /** Who may do what. */
  roles: [Input.RolesRequest, D.RolesRequest, D.Roles];
  /** The rulebook's values in force, or what changed. */
  rulebook: [Input.RulebookRequest, D.RulebookRequest, D.RulebookAnswer];
  /** Reads facts out of files of other tools. */
  importFacts: [Input.ImportRequest, D.ImportRequest, D.Imported];
  /** Which call supplies each fact that a case lacks. */
  missingFacts: [Input.OpenRequest, D.OpenRequest, D.MissingFacts];
  /** A case without names. */
  redact: [Input.RedactRequest, D.RedactRequest, D.Redacted];
}

type OnValues = { [V in keyof WholeVerbs]: (request: WholeVerbs[V][0]) => Told<WholeVerbs[V][2]> };
type OnDocuments = { [V in keyof WholeVerbs]: (request: WholeVerbs[V][1]) => WholeVerbs[V][2] | D.Refusal };

/** The engine of the whole module, on values. */
export interface WholeEngine extends Engine, OnValues {
  /** Simulates a scenario. What a function of the observer throws stops it and is thrown. */
  simulate(request: Input.SimulateRequest, observer?: Observer | null): Told<D.Summary>;
  /** Simulates a scenario in steps, so that a page answers meanwhile. The signal stops it between two of them, with what there is. */
  simulateAsync(request: Input.SimulateRequest, call?: Call): Promise<Told<D.Summary>>;
  /** Reads facts out of files that are read in pieces: texts, or blobs and files of any size. */
  importFiles(files: readonly SourceFile[], request?: Omit<Input.ImportRequest, "files">, call?: Call): Promise<Told<D.Imported>>;
  /** Simulates some of a scenario's replicates, to be brought together with the others by `merge`. */
  shard(request: Input.ShardRequest, observer?: Observer | null): Told<D.Shard>;
  /** Brings shards together: what `simulate` says of the whole. */
  merge(request: Input.MergeRequest, observer?: Observer | null): Told<D.Summary>;
}

/** The same verbs on objects, as `JSON.stringify` reads them and with the documents of the verbs on text. */
export const objects: WholeObjects = {
  .../* @__PURE__ */ documented<Omit<WholeObjects, "replay">>({
    check, describe, diagnose, explain, importFacts, licences, merge, missingFacts, open, redact, roles, rulebook,
    rules, shard, simulate, why,
  }),
  // A trace is a text as it stands.
  replay: (trace, observer) => JSON.parse(replay(trace, observer)) as D.Replay | D.Refusal,
};

/** The verbs on objects. */
export interface WholeObjects extends SmallObjects, OnDocuments {
  /** Simulates a scenario. */
  simulate(request: D.SimulateRequest, observer?: Observer | null): D.Summary | D.Refusal;
  /** Simulates some of a scenario's replicates. */
  shard(request: D.ShardRequest, observer?: Observer | null): D.Shard | D.Refusal;
  /** Brings shards together. */
  merge(request: D.MergeRequest, observer?: Observer | null): D.Summary | D.Refusal;
  /** Runs the text of a trace again. */
  replay(trace: string, observer?: Observer | null): D.Replay | D.Refusal;
}
