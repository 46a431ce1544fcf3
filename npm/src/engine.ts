/** The verbs on values of a program: what is right is answered, what is wrong is listed whole. */

import type { InputError, Open, OpenPlace, Question, Refusal, Report, Rules, Description } from "./documents.js";
import { Draft } from "./draft.js";
import type { ChangeInput, TextCase } from "./open-case.js";
import { copied, LIMITS } from "./values.js";
import type * as Input from "./input.js";

/** What is wrong with the input: at least one error. */
export type Errors = readonly [InputError, ...InputError[]];

/** A report; or all that is wrong with the input, with a report on the rest where there can be one. It is never `ready`: what is wrong counts
 * as unknown, and stands among what is open. */
export type Checked =
  | { readonly ok: true; readonly report: Report; readonly errors?: undefined }
  | { readonly ok: false; readonly errors: Errors; readonly report?: Report };

/** What is open; or all that is wrong with the input, with what is open in the rest where that can be told. */
export type Opened =
  | { readonly ok: true; readonly open: Open; readonly errors?: undefined }
  | { readonly ok: false; readonly errors: Errors; readonly open?: Open };

/** An answer; or all that is wrong with the input. */
export type Told<T> =
  | { readonly ok: true; readonly answer: T; readonly errors?: undefined }
  | { readonly ok: false; readonly errors: Errors; readonly answer?: undefined };

/** The engine of the small module, on values. */
export interface Engine {
  /** Judges a case. */
  check(request: Input.CheckRequest): Checked;
  /** What is still open in a case, what each choice leads to, and whether more could change the outcome. */
  open(request: Input.OpenRequest): Opened;
  /** Opens a case, to be changed and judged as it then stands: the engine keeps it, so that it need not be handed over whole each time. What
   * is wrong with it refuses it whole. */
  openCase(request: Input.CheckRequest): Told<HeldCase>;
  /** All rules, without their pages. */
  rules(): Rules;
  /** Names and versions of the engine and of its rulebooks. */
  describe(): Description;
}

/** A case that is held open. Its answers are those of `check` and of `open`. */
export interface HeldCase {
  /** Makes changes, all of them or none; says how many, or what is wrong with the first that cannot be made. */
  change(changes: readonly ChangeInput[]): Told<{ readonly changed: number }>;
  /** Judges the case as it stands. */
  check(): Told<Report>;
  /** What is still open in the case as it stands: of all that is asked for, or of these places alone, facts that are known among them. */
  open(places?: readonly string[]): Told<Open>;
  /** Gives back what it holds; until then the engine's memory stays as large as it is. */
  free(): void;
}

type Ask = (request: string) => string;

/** The engine on these verbs. */
export function engineOf(verbs: { check: Ask; open: Ask; rules(): string; describe(): string; openCase(request: string): TextCase }): Engine {
  return {
    check(request) {
      const { answer, errors } = asked<Report>(verbs.check, request);
      if (errors === undefined) return { ok: true, report: answer };
      return answer === undefined ? { ok: false, errors } : { ok: false, errors, report: unfinished(answer, errors) };
    },
    open(request) {
      const { answer, errors } = asked<Open>(verbs.open, request);
      if (errors === undefined) return { ok: true, open: answer };
      return answer === undefined ? { ok: false, errors } : { ok: false, errors, open: undecided(answer, errors) };
    },
    openCase: (request) => heldCase(verbs.openCase, request),
    rules: () => JSON.parse(verbs.rules()) as Rules,
    describe: () => JSON.parse(verbs.describe()) as Description,
  };
}

/** Opens a case, if nothing is wrong with it. */
function heldCase(open: (request: string) => TextCase, request: unknown): Told<HeldCase> {
  const { value, errors } = copied(request);
  if (isSome(errors)) return { ok: false, errors };
  const text = open(written(value));
  // What cannot be read cannot be changed either; what can be read may be mended by a change.
  const read = told<object>(text.change("[]"));
  if (!read.ok) {
    text.free();
    return read;
  }
  const asked = <T>(given: unknown, ask: (text: string) => string): Told<T> => {
    const { value, errors } = copied(given);
    return isSome(errors) ? { ok: false, errors } : told<T>(ask(written(value)));
  };
  const answer: HeldCase = {
    change: (changes) => asked(changes, text.change),
    check: () => told<Report>(text.check()),
    open: (places) => (places === undefined ? told<Open>(text.open()) : asked(places, text.open)),
    free: () => text.free(),
  };
  return { ok: true, answer };
}

function told<T>(text: string): Told<T> {
  const answer = JSON.parse(text) as T | Refusal;
  return isRefusal(answer) ? { ok: false, errors: answer.errors as unknown as Errors } : { ok: true, answer };
}

function written(value: unknown): string {
  return JSON.stringify(value) ?? "";
}

/** The answer of any verb, without one to the rest where something is wrong. */
export function answered<T>(ask: Ask, request: unknown): Told<T> {
  const { answer, errors } = asked<T>(ask, request);
  return errors === undefined ? { ok: true, answer } : { ok: false, errors };
}

type Asked<T> = { answer: T; errors: undefined } | { answer: T | undefined; errors: Errors };

/** Asks; where something is wrong, it is taken out and the rest is asked again, until all that is wrong is known. */
function asked<T>(ask: Ask, request: unknown): Asked<T> {
  const draft = new Draft(request);
  if (draft.nothing && isSome(draft.errors)) return { answer: undefined, errors: draft.errors };
  for (;;) {
    const answer = JSON.parse(ask(draft.text())) as T | Refusal;
    if (!isRefusal(answer)) {
      const errors = draft.errors;
      if (isSome(errors)) return { answer: draft.beside ? undefined : answer, errors };
      return { answer, errors: undefined };
    }
    if (!draft.take(answer.errors) || draft.errors.length >= LIMITS.errors) {
      // What is missed because it was taken out is not listed; but then what was taken out is.
      return { answer: undefined, errors: isSome(draft.errors) ? draft.errors : [answer.error] };
    }
  }
}

function isRefusal(answer: unknown): answer is Refusal {
  return typeof answer === "object" && answer !== null && "error" in answer && "errors" in answer;
}

function isSome(errors: readonly InputError[]): errors is Errors {
  return errors.length > 0;
}

/** The report on the rest: with what is wrong among what is open. */
function unfinished(report: Report, errors: Errors): Report {
  const asked = new Set(report.questions.map((question) => question.at));
  const questions = errors.filter((error) => !asked.has(error.at)).map((error): Question => ({ ...open(error), level: "error" }));
  return { ...report, outcome: unready(report.outcome), questions: [...questions, ...report.questions] };
}

function undecided(document: Open, errors: Errors): Open {
  const asked = new Set([...document.fields, ...document.questions].map((place) => place.at));
  const questions = errors.filter((error) => !asked.has(error.at)).map((error): OpenPlace => ({ ...open(error), level: "error" }));
  const outcome = unready(document.outcome);
  const decided = outcome === "blocked" ? document.decided : "no";
  return { ...document, outcome, decided, questions: [...questions, ...document.questions] };
}

function open({ at, message }: InputError) {
  return { at, message, rules: [] };
}

function unready(outcome: Report["outcome"]): Report["outcome"] {
  return outcome === "ready" ? "needs-facts" : outcome;
}
