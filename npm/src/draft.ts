/** A copied request out of which bad values are taken, so that they count as unknown, without losing where they stood. */

import { copied, escaped } from "./values.js";
import type { InputError } from "./documents.js";

type Fields = Record<string, unknown>;

/** A place in the draft: what holds it, and under which key; and where that stood in what was given. */
interface Place {
  readonly holder: Fields | unknown[];
  readonly key: string;
  readonly original: string;
  /** What holds the holder. */
  readonly above: { holder: Fields | unknown[]; key: string } | undefined;
}

/** The request that is asked with. */
export class Draft {
  /** What is wrong with it so far, by its place in the case, or in the request beside the case. */
  readonly errors: InputError[] = [];
  readonly #root: unknown;
  /** Which members of the list that was given are left in one that lost some. */
  readonly #members = new Map<unknown[], number[]>();
  /** Lists that lost a member, as objects that say that they are not whole. */
  readonly #open = new Set<unknown>();
  readonly #gone = new Set<string>();
  #beside = false;

  constructor(request: unknown) {
    const { value, errors } = copied(request);
    this.#root = value;
    // From the last to the first, so that no member of a list moves before it is taken out.
    for (const { at } of [...errors].reverse()) {
      const place = this.#follow(at, (open) => open);
      if (place !== undefined) this.#forget(place);
      this.#beside ||= !isOfCase(at);
    }
    this.errors = errors.map((error) => ({ ...error, at: inCase(error.at) }));
  }

  /** The request as a text; empty where nothing is left. */
  text(): string {
    return JSON.stringify(this.#root) ?? "";
  }

  /** Whether nothing can be asked with. */
  get nothing(): boolean {
    return this.#root === null;
  }

  /** Whether something is wrong beside the case, so that no answer about the case would be to what was asked. */
  get beside(): boolean {
    return this.#beside;
  }

  /** Takes the errors of one reading in, and what they are about out; whether that could be done, so that it is worth asking again. */
  take(errors: readonly InputError[]): boolean {
    // Each is looked at as it was read, before anything is taken out.
    const found = errors.map((error) => {
      const [place, ...related] = [error.at, ...(error.related ?? [])].map((at) => this.#find(at));
      const original = place?.original ?? `/case${error.at}`;
      return { error, place, related, original, ours: this.#isOurs(error, original) };
    });
    for (const { error, related, original } of found.filter(({ ours }) => !ours)) {
      const shown = { ...error, at: inCase(original) };
      if (error.related !== undefined) {
        shown.related = error.related.map((at, index) => inCase(related[index]?.original ?? at));
      }
      this.errors.push(shown);
    }
    const out = found.flatMap(({ error, place, related }) =>
      [place, ...related].flatMap((one) => (one === undefined ? [] : [{ one, never: error.code === "unknown-field" }])),
    );
    // From the last to the first and from within outwards, so that nothing moves before it is taken out.
    out.sort((a, b) => -inOrder(a.one.original, b.one.original));
    for (const { one, never } of out) {
      this.#beside ||= !isOfCase(one.original);
      // What cannot be unknown in this place, or should not be there at all, is taken away.
      if (never || this.#gone.has(one.original)) this.#remove(one);
      else this.#forget(one);
    }
    return found.every(({ place }) => place !== undefined);
  }

  /** Whether only we are the reason for it, because of what was taken out before. */
  #isOurs(error: InputError, original: string): boolean {
    if (this.#gone.has(original)) return true;
    return error.code === "missing-field" && [...this.#gone].some((gone) => gone.startsWith(`${original}/`));
  }

  /** Where a place is that the engine names: in the case, or in the request beside it. */
  #find(at: string): Place | undefined {
    if (at === "") return undefined;
    const asItStands = () => undefined;
    return this.#follow(`/case${at}`, asItStands) ?? this.#follow(at, asItStands);
  }

  /** Follows a pointer; `inside` says how to go on in a list that lost members. */
  #follow(pointer: string, inside: (open: Fields) => Fields | undefined): Place | undefined {
    let place: Place | undefined;
    let value: unknown = this.#root;
    for (const escapedKey of pointer.split("/").slice(1)) {
      let key = escapedKey.replaceAll("~1", "/").replaceAll("~0", "~");
      let original = place?.original ?? "";
      if (this.#open.has(value)) {
        if (inside(value as Fields) !== undefined) {
          place = { holder: value as Fields, key: "items", original, above: place };
          value = (value as Fields)["items"];
        } else if (key === "items" || key === "complete") {
          place = { holder: value as Fields, key, original, above: place };
          value = (value as Fields)[key];
          continue;
        }
      }
      // The engine names a member of a list written with its members apart as if the list stood alone.
      if (isApart(value) && /^\d+$/.test(key)) {
        place = { holder: value, key: "items", original, above: place };
        value = value["items"];
      }
      if (Array.isArray(value)) {
        const members = this.#members.get(value);
        const byOriginal = members !== undefined && inside({}) !== undefined;
        const index = byOriginal ? members.indexOf(Number(key)) : Number(key);
        original += `/${byOriginal || members === undefined ? key : members[index]}`;
        key = String(index);
      } else {
        original += `/${escaped(key)}`;
      }
      if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
      place = { holder: value as Fields | unknown[], key, original, above: place };
      value = (value as Fields)[key];
    }
    return place;
  }

  /** Makes what stands there unknown: a field without a value, or a list that is not whole. */
  #forget(place: Place): void {
    this.#gone.add(place.original);
    if (!Array.isArray(place.holder)) {
      // What would be assigned to `__proto__` is its prototype.
      if (this.#open.has(place.holder) || place.key === "__proto__") this.#remove(place);
      else place.holder[place.key] = null;
      return;
    }
    this.#takeOut(place.holder, Number(place.key));
    const { above } = place;
    if (above === undefined) return;
    const holder = above.holder as Fields;
    if (above.key === "items" && !Array.isArray(holder)) {
      // It is written with its members apart already, by the caller or by us.
      holder["complete"] = false;
      return;
    }
    const open = { items: place.holder, complete: false };
    this.#open.add(open);
    (above.holder as Fields)[above.key] = open;
    // A list that cannot be without a member is taken away when the engine says so.
    this.#gone.add(place.original.slice(0, place.original.lastIndexOf("/")));
  }

  #takeOut(list: unknown[], index: number): void {
    const members = this.#members.get(list) ?? list.map((_, member) => member);
    members.splice(index, 1);
    list.splice(index, 1);
    this.#members.set(list, members);
  }

  /** Takes away what stands there, as if it had not been given. */
  #remove(place: Place): void {
    this.#gone.add(place.original);
    const whole = this.#open.has(place.holder) ? place.above : place;
    if (whole === undefined) return;
    if (Array.isArray(whole.holder)) this.#takeOut(whole.holder, Number(whole.key));
    else delete whole.holder[whole.key];
  }
}

function isApart(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && Array.isArray((value as Fields)["items"]);
}

function isOfCase(pointer: string): boolean {
  return pointer === "/case" || pointer.startsWith("/case/");
}

/** A place of the request as a place of its case, as the engine names it. */
function inCase(pointer: string): string {
  return isOfCase(pointer) ? pointer.slice("/case".length) : pointer;
}

/** The order of two places in a document; what lies within comes after what it lies in. */
function inOrder(a: string, b: string): number {
  return a.localeCompare(b, "en", { numeric: true });
}
