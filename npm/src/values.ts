/** Values of a program as the values of a document: copied once, and refused by their place where a document cannot hold them. */

import type { Code, InputError } from "./documents.js";

/** A copy of what was given, and what is wrong with it. */
export interface Copied {
  /** The copy, with `null` where something is wrong. */
  readonly value: unknown;
  /** What is wrong, in the order of the places. */
  readonly errors: InputError[];
}

/** So much is copied at most; what is larger is refused before it is. */
export const LIMITS = { letters: 64 * 1024 * 1024, values: 2_000_000, depth: 100, errors: 100 };

/** Copies a value; `undefined` is absent, a `Date` is an instant. No getter and no length, however hostile, gets further than here. */
export function copied(value: unknown): Copied {
  const copy = new Copy();
  return { value: copy.of(value, "", 0), errors: copy.errors };
}

/** The key as a part of a JSON Pointer. */
export function escaped(key: string): string {
  return key.includes("~") || key.includes("/") ? key.replaceAll("~", "~0").replaceAll("/", "~1") : key;
}

const LEAVE_OUT = "leave it out: what is left out is unknown";
const LONE = /\p{Surrogate}/u;

class Copy {
  readonly errors: InputError[] = [];
  readonly #above = new Set<object>();
  #letters = LIMITS.letters;
  #values = LIMITS.values;

  /** The copy of a value that stands there: `undefined` where it is absent, `null` where it is refused. */
  of(value: unknown, at: string, depth: number): unknown {
    this.#values -= 1;
    if (this.#values < 0) return this.#large(at, `there are more than ${LIMITS.values} values up to here`);
    switch (typeof value) {
      case "string":
        return this.#text(value, at) ? value : null;
      case "number":
        if (Number.isFinite(value)) return value;
        return this.#refuse("invalid-value", at, `\`${value}\` is no number that a document can hold`, LEAVE_OUT);
      case "boolean":
      case "undefined":
        return value;
      case "object":
        return value === null ? null : this.#object(value, at, depth);
      case "bigint":
        return this.#refuse("wrong-type", at, `\`${String(value).slice(0, 40)}n\` is a BigInt`, "write a number, as `Number(…)` gives it");
      default:
        return this.#refuse("wrong-type", at, `a ${typeof value} stands here, which no document can hold`, LEAVE_OUT);
    }
  }

  #text(text: string, at: string): boolean {
    this.#letters -= text.length;
    if (this.#letters < 0) {
      this.#large(at, `there are more than ${LIMITS.letters} letters up to here`);
      return false;
    }
    if (!isBroken(text)) return true;
    this.#refuse("invalid-value", at, "half a character stands in this text", "cut texts between characters");
    return false;
  }

  #object(value: object, at: string, depth: number): unknown {
    if (depth >= LIMITS.depth) return this.#large(at, `it nests deeper than ${LIMITS.depth} levels`);
    if (this.#above.has(value)) return this.#refuse("invalid-value", at, "it contains itself", LEAVE_OUT);
    this.#above.add(value);
    try {
      // What is read may be a getter or a proxy, and throw whatever it likes.
      return Array.isArray(value) ? this.#list(value, at, depth) : this.#record(value, at, depth);
    } catch (thrown) {
      return this.#refuse("invalid-value", at, `reading it failed: ${said(thrown)}`, LEAVE_OUT);
    } finally {
      this.#above.delete(value);
    }
  }

  #list(value: readonly unknown[], at: string, depth: number): unknown {
    const length: unknown = value.length;
    if (!Number.isSafeInteger(length) || (length as number) < 0) {
      return this.#refuse("wrong-type", at, `a list of length ${said(length)}`, LEAVE_OUT);
    }
    if ((length as number) > this.#values) return this.#large(at, `a list of ${String(length)} members`);
    const copy: unknown[] = [];
    for (let index = 0; index < (length as number); index += 1) {
      const place = `${at}/${index}`;
      const member = this.#read(value, index, place, depth);
      copy.push(member === undefined ? this.#refuse("wrong-type", place, "nothing stands in this place of the list", "leave the place out") : member);
    }
    return copy;
  }

  #record(value: object, at: string, depth: number): unknown {
    const tag = isPlain(value) ? "[object Object]" : Object.prototype.toString.call(value);
    if (tag === "[object Date]") return this.#instant(value as Date, at);
    if (tag !== "[object Object]") {
      const help = "write a plain object, a list, a text or a number";
      return this.#refuse("wrong-type", at, `a ${tag.slice(8, -1)} stands here, which no document can hold`, help);
    }
    if (typeof (value as { toJSON?: unknown }).toJSON === "function") {
      return this.#refuse("wrong-type", at, "an object with a `toJSON` of its own", "give what it answers instead");
    }
    const keys = Object.keys(value);
    if (keys.length > this.#values) return this.#large(at, `an object of ${keys.length} fields`);
    const copy: Record<string, unknown> = {};
    for (const key of keys) {
      const place = `${at}/${escaped(key)}`;
      if (!this.#text(key, place)) continue;
      const member = this.#read(value, key, place, depth);
      if (member === undefined) continue;
      // Assigned, it would be the copy's prototype.
      if (key === "__proto__") Object.defineProperty(copy, key, { value: member, enumerable: true, configurable: true, writable: true });
      else copy[key] = member;
    }
    return copy;
  }

  #read(value: object, key: string | number, place: string, depth: number): unknown {
    let member: unknown;
    try {
      member = (value as Record<string | number, unknown>)[key];
    } catch (thrown) {
      return this.#refuse("invalid-value", place, `reading it failed: ${said(thrown)}`, LEAVE_OUT);
    }
    return this.of(member, place, depth + 1);
  }

  #instant(date: Date, at: string): unknown {
    const time = Date.prototype.getTime.call(date);
    if (Number.isFinite(time)) return Date.prototype.toISOString.call(date);
    return this.#refuse("invalid-value", at, "an invalid `Date` stands here", LEAVE_OUT);
  }

  #large(at: string, message: string): null {
    return this.#refuse("too-large", at, message, "give less, or give it in parts");
  }

  #refuse(code: Code, at: string, message: string, help: string): null {
    if (this.errors.length < LIMITS.errors) this.errors.push({ code, at, message, help });
    return null;
  }
}

/** What most objects are, without asking them what they say they are. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** Whether half a character stands in the text. */
function isBroken(text: string): boolean {
  // Asked of the engine where it can tell: a pattern takes several times as long.
  const { isWellFormed } = String.prototype as { isWellFormed?: () => boolean };
  return isWellFormed === undefined ? LONE.test(text) : !isWellFormed.call(text);
}

/** What was thrown, in a few words; even that may throw. */
function said(thrown: unknown): string {
  try {
    return String(thrown instanceof Error ? thrown.message : thrown).slice(0, 200);
  } catch {
    return "something that cannot be shown";
  }
}
