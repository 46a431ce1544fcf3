/** A form without a framework: what is set, what is wrong, what is asked, and what each choice leads to, as it is filled in. */

import type { Finding, InputError, Level, Open, Outcome, Possibility, Question, Report, Rules, Task } from "./documents.js";
import type { Checked, HeldCase, Opened, Told } from "./engine.js";
import type { Case, CheckOptions, CheckRequest, OpenRequest } from "./input.js";
import { Keeper } from "./keeper.js";
import { held, placed, under } from "./places.js";

/** What a form needs of an engine: that of either module, or a client of one in a worker of its own. */
export interface Judge {
  check(request: CheckRequest): Checked;
  open(request: OpenRequest): Opened;
  rules(): Rules;
  /** Opens a case, which then need not be handed over whole after each change; without it, it is. */
  openCase?: ((request: CheckRequest) => Told<HeldCase>) | undefined;
}

/** How a form begins, and how its case is judged. */
export interface FormOptions {
  /** The case at the start; `reset` goes back to it. */
  readonly initial: Case;
  /** How it is judged. */
  readonly options?: Omit<CheckOptions, "all" | "receipt">;
}

/** What a field's person has to know, by the field's place: a JSON Pointer into the case. */
export interface FieldState {
  /** The place. */
  readonly at: string;
  /** What stands there; absent where nothing is said. */
  readonly value: unknown;
  /** Whether it was set since the start. */
  readonly dirty: boolean;
  /** Whether its person has left it. */
  readonly touched: boolean;
  /** What is wrong with the value itself. */
  readonly invalid: readonly InputError[];
  /** What blocks. */
  readonly errors: readonly Finding[];
  /** What does not block: warnings, and notes. */
  readonly warnings: readonly Finding[];
  /** What is asked here. */
  readonly questions: readonly Question[];
}

/** What can be chosen, and why each other cannot. */
export interface Option {
  /** The value; absent where it is a span of values. */
  readonly value?: unknown;
  /** The first and the last of a span. */
  readonly span?: { readonly from?: unknown; readonly to?: unknown };
  /** Whether it can still lead to a case that is ready. */
  readonly verdict: Possibility;
  /** Why not: the rules that it breaks, or that together leave no way out. */
  readonly because: readonly { readonly code: string; readonly name: string; readonly level: Level }[];
}

/** What the form shows. A new object after every change; parts that are the same are the same objects. */
export interface FormState {
  /** The case as it stands. */
  readonly case: Case;
  /** The report; absent where too much is wrong for one. */
  readonly report: Report | undefined;
  /** The one-word answer; absent where there is no report. */
  readonly outcome: Outcome | undefined;
  /** Whether the case could be handed in: ready, and nothing is wrong with the input. */
  readonly ready: boolean;
  /** All that is wrong with the input. */
  readonly invalid: readonly InputError[];
  /** What to do once it exists. */
  readonly tasks: readonly Task[];
  /** The fields of which something is said or known, by their places. */
  readonly fields: ReadonlyMap<string, FieldState>;
  /** The places whose fields the last change changed. */
  readonly changed: readonly string[];
}

/** A form. */
export interface Form {
  /** What it shows now. */
  readonly state: FormState;
  /** Says what stands at a place, `undefined` for nothing. */
  set(at: string, value: unknown): void;
  /** Says several at once. */
  setAll(values: Iterable<readonly [at: string, value: unknown]>): void;
  /** Says that its person has left a field. */
  blur(at: string): void;
  /** Goes back to the start, or begins anew with another case. */
  reset(initial?: Case): void;
  /** The field at a place, also one of which nothing is known. */
  field(at: string): FieldState;
  /** What can be chosen at a place, where that can be listed; worked out when asked, and kept until the next change. */
  options(at: string): readonly Option[] | undefined;
  /** What is still open, whole; worked out when asked, and kept until the next change. */
  open(): Open | undefined;
  /** Whether more facts could change the outcome. */
  decided(): boolean;
  /** Calls back after every change, until the function that it gives is called. */
  subscribe(listener: (state: FormState) => void): () => void;
  /** Gives back at once what the engine keeps for the form, which is given back anyway some time after the form is gone. */
  dispose(): void;
}

/** A form on a case. */
export function createForm(judge: Judge, { initial, options = {} }: FormOptions): Form {
  const form = new Controller(judge, initial, options);
  return form;
}

const NONE: readonly never[] = [];

class Controller implements Form {
  state: FormState;
  readonly #judge: Judge;
  readonly #keeper: Keeper;
  readonly #listeners = new Set<(state: FormState) => void>();
  #initial: Case;
  #touched = new Set<string>();
  readonly #quiet = new Map<string, FieldState>();
  #dirty = new Set<string>();
  /** What is open in the case as it stands, whole, and by the places that were asked for. */
  #open: { readonly of: Case; readonly asked: Map<string | undefined, Open | undefined> } | undefined;
  #names: Map<string, { code: string; name: string; level: Level }> | undefined;

  constructor(judge: Judge, initial: Case, options: NonNullable<FormOptions["options"]>) {
    this.#judge = judge;
    this.#keeper = new Keeper(judge, options);
    this.#initial = initial;
    this.state = this.#judged(initial, new Map());
  }

  set(at: string, value: unknown): void {
    this.setAll([[at, value]]);
  }

  setAll(values: Iterable<readonly [string, unknown]>): void {
    let facts: Case = this.state.case;
    for (const [at, value] of values) {
      facts = placed(facts, at, value) as Case;
      this.#dirty.add(at);
      this.#keeper.note(at);
    }
    this.#next(this.#judged(facts, this.state.fields));
  }

  blur(at: string): void {
    if (this.#touched.has(at)) return;
    this.#touched.add(at);
    const fields = new Map(this.state.fields).set(at, { ...this.field(at), touched: true });
    this.#next({ ...this.state, fields, changed: [at] });
  }

  reset(initial: Case = this.#initial): void {
    this.#initial = initial;
    this.#touched = new Set();
    this.#dirty = new Set();
    this.#quiet.clear();
    this.#keeper.reset();
    this.#next(this.#judged(initial, this.state.fields));
  }

  field(at: string): FieldState {
    const known = this.state.fields.get(at);
    if (known !== undefined) return known;
    // The same object as long as it says the same, as those do that are known.
    const before = this.#quiet.get(at);
    if (before !== undefined && Object.is(before.value, held(this.state.case, at))) return before;
    const now = this.#field(at, this.state.case, NONE, NONE, NONE);
    this.#quiet.set(at, now);
    return now;
  }

  open(): Open | undefined {
    return this.#opened(undefined);
  }

  decided(): boolean {
    // Whichever place was looked at, it says so.
    const asked = [...this.#asked().values()].find((open) => open !== undefined);
    return (asked ?? this.#opened(""))?.decided === "yes";
  }

  options(at: string): readonly Option[] | undefined {
    const document = this.#asked().get(undefined) ?? this.#opened(at);
    const place = [...(document?.fields ?? []), ...(document?.questions ?? [])].find((one) => one.at === at);
    return place?.choices?.map(({ value, span, verdict, because }) => ({
      ...(span === undefined || span === null ? { value } : { span }),
      verdict,
      because: [...(because ?? NONE), ...(place.always ?? NONE)].map((code) => this.#rule(code)),
    }));
  }

  subscribe(listener: (state: FormState) => void): () => void {
    // Of its own, so that one given twice is called twice, and taken back once.
    const own = (state: FormState) => listener(state);
    this.#listeners.add(own);
    return () => void this.#listeners.delete(own);
  }

  dispose(): void {
    this.#keeper.end();
  }

  /** What is open, as far as it was asked for. */
  #asked(): Map<string | undefined, Open | undefined> {
    const facts = this.state.case;
    if (this.#open?.of !== facts) this.#open = { of: facts, asked: new Map() };
    return this.#open.asked;
  }

  /** What is open: whole, at a place, or with no place looked at. */
  #opened(at: string | undefined): Open | undefined {
    const asked = this.#asked();
    if (!asked.has(at)) {
      const places = at === undefined ? undefined : at === "" ? [] : [at];
      asked.set(at, this.#keeper.open(this.state.case, places).open);
    }
    return asked.get(at);
  }

  #rule(code: string) {
    this.#names ??= new Map(this.#judge.rules().rules.map(({ code, name, level }) => [code, { code, name, level }]));
    return this.#names.get(code) ?? { code, name: code, level: "error" as const };
  }

  #next(state: FormState): void {
    this.state = state;
    for (const listener of [...this.#listeners]) listener(state);
  }

  #judged(facts: Case, before: ReadonlyMap<string, FieldState>): FormState {
    const checked = this.#keeper.check(facts);
    const report = checked.report;
    const invalid = checked.ok ? NONE : checked.errors;
    const findings = grouped(report?.findings ?? NONE);
    const questions = grouped(report?.questions ?? NONE);
    const errors = grouped(invalid);
    const places = new Set([...findings.keys(), ...questions.keys(), ...errors.keys(), ...this.#touched, ...this.#dirty]);
    const fields = new Map<string, FieldState>();
    const changed: string[] = [];
    for (const at of places) {
      const now = this.#field(at, facts, errors.get(at) ?? NONE, findings.get(at) ?? NONE, questions.get(at) ?? NONE);
      const then = before.get(at);
      const same = then !== undefined && Object.is(then.value, now.value) && shown(then) === shown(now);
      if (!same) changed.push(at);
      fields.set(at, same ? then : now);
    }
    for (const at of before.keys()) if (!fields.has(at)) changed.push(at);
    const outcome = report?.outcome;
    const ready = checked.ok && outcome === "ready";
    return { case: facts, report, outcome, ready, invalid, tasks: report?.tasks ?? NONE, fields, changed };
  }

  #field(at: string, facts: Case, invalid: readonly InputError[], findings: readonly Finding[], questions: readonly Question[]): FieldState {
    return {
      at,
      value: held(facts, at),
      dirty: this.#dirty.has(at),
      touched: this.#touched.has(at),
      invalid,
      errors: findings.filter(({ level }) => level === "error"),
      warnings: findings.filter(({ level }) => level !== "error"),
      questions,
    };
  }
}

/** What a field says, without its value, which may be anything. */
function shown(field: FieldState): string {
  return JSON.stringify({ ...field, value: undefined });
}

function grouped<T extends { readonly at: string }>(things: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const thing of things) {
    const group = groups.get(thing.at);
    if (group === undefined) groups.set(thing.at, [thing]);
    else group.push(thing);
  }
  return groups;
}

/** What is said about a field, or about anything inside it. */
export function around(state: FormState, at: string): FieldState[] {
  return [...state.fields.values()].filter((field) => under(field.at, at));
}
