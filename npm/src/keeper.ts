/** The case of a form, kept by the engine where it can be: only what changed is handed over, and what is answered is what the verbs answer. */

import type { Change } from "./documents.js";
import type { Checked, HeldCase, Opened } from "./engine.js";
import type { Judge } from "./form.js";
import type { Case, CheckOptions } from "./input.js";
import type { ChangeInput } from "./open-case.js";
import { held, keys, under } from "./places.js";
import { escaped } from "./values.js";

/** What the engine keeps for forms that nobody disposed of is given back once they are gone. */
const ABANDONED = /* @__PURE__ */ new FinalizationRegistry<{ handle: HeldCase | undefined }>((kept) => kept.handle?.free());

/** Asks about the case of one form as it stands. */
export class Keeper {
  readonly #judge: Judge;
  readonly #options: Omit<CheckOptions, "all" | "receipt">;
  /** The handle of the engine. Apart, so that it can be freed when this is gone. */
  readonly #kept: { handle: HeldCase | undefined } = { handle: undefined };
  /** The case that the handle holds. */
  #holds: Case | undefined;
  /** The places that were set since. */
  readonly #places = new Set<string>();
  /** Whether the case as it stood last is one that the engine opens. */
  #opens: boolean;

  constructor(judge: Judge, options: Omit<CheckOptions, "all" | "receipt">) {
    this.#judge = judge;
    this.#options = options;
    this.#opens = judge.openCase !== undefined;
    ABANDONED.register(this, this.#kept);
  }

  /** Notes that something else stands at a place. */
  note(at: string): void {
    this.#places.add(at);
  }

  /** Begins anew with whatever case is asked about next. */
  reset(): void {
    this.#free();
    this.#opens = this.#judge.openCase !== undefined;
  }

  /** Gives back what the engine keeps; what is asked afterwards is handed over whole. */
  end(): void {
    this.#free();
    this.#opens = false;
  }

  /** Judges the case. */
  check(facts: Case): Checked {
    const told = this.#asked(facts, (handle) => handle.check());
    if (told?.ok === true) return { ok: true, report: told.answer };
    const checked = this.#judge.check({ case: facts, options: this.#options });
    // A case that is right and that no changes led to is opened with the next one.
    if (checked.ok && this.#kept.handle !== undefined && this.#holds !== facts) this.reset();
    return checked;
  }

  /** What is open in the case, or at these places of it. */
  open(facts: Case, places: readonly string[] | undefined): Opened {
    const told = this.#asked(facts, (handle) => handle.open(places));
    if (told?.ok === true) return { ok: true, open: told.answer };
    return this.#judge.open({ case: facts, options: this.#options, ...(places === undefined ? {} : { places: [...places] }) });
  }

  /** What the handle answers, once it holds the case; nothing where it cannot, or the engine failed. */
  #asked<T>(facts: Case, ask: (handle: HeldCase) => T): T | undefined {
    try {
      const handle = this.#holding(facts);
      return handle === undefined ? undefined : ask(handle);
    } catch {
      // The verbs on the whole case say what is the matter.
      this.#free();
      return undefined;
    }
  }

  #holding(facts: Case): HeldCase | undefined {
    if (this.#kept.handle === undefined && this.#opens) {
      const told = this.#judge.openCase?.({ case: facts, options: this.#options });
      this.#opens = told?.ok === true;
      if (told?.ok === true) this.#holdsNow(told.answer, facts);
    }
    const { handle } = this.#kept;
    if (handle === undefined || this.#holds === facts) return handle;
    if (!handle.change(this.#changes(facts, this.#holds)).ok) return undefined;
    this.#holdsNow(handle, facts);
    return handle;
  }

  #holdsNow(handle: HeldCase, facts: Case): void {
    this.#kept.handle = handle;
    this.#holds = facts;
    this.#places.clear();
  }

  /** The changes that lead from one case to another. */
  #changes(facts: Case, before: Case | undefined): ChangeInput[] {
    const all = new Set([...this.#places].map((at) => outsideLists(at, facts, before)));
    const outermost = [...all].filter((at) => ![...all].some((other) => other !== at && under(at, other)));
    return outermost.map((at) => {
      const value = held(facts, at) ?? undefined;
      const step: Change["step"] = value === undefined ? "forget" : "set";
      return value === undefined ? { step, at } : { step, at, value };
    });
  }

  #free(): void {
    const { handle } = this.#kept;
    this.#kept.handle = undefined;
    this.#holds = undefined;
    this.#places.clear();
    handle?.free();
  }
}

/** The place, or the list in which it lies: a list is stated whole. */
function outsideLists(at: string, ...documents: readonly unknown[]): string {
  let place = "";
  for (const key of keys(at)) {
    if (documents.some((document) => Array.isArray(held(document, place)))) break;
    place += `/${escaped(key)}`;
  }
  return place;
}
