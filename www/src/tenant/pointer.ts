// JSON Pointers into the facts, read and written without changing what is there.

/** The parts of a pointer. */
export const parts = (pointer: string): string[] =>
  pointer.split("/").slice(1).map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));

/** A pointer of parts. */
export const pointer = (...path: string[]): string =>
  path.map((part) => `/${part.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");

/** What stands at a place. */
export function read(document: unknown, at: string): unknown {
  return parts(at).reduce<unknown>((found, part) => (found as Record<string, unknown> | null | undefined)?.[part], document);
}

/** The document with something else at a place; `undefined` takes it away. */
export function write<T>(document: T, at: string, put: unknown): T {
  return written(document, parts(at), put) as T;
}

function written(document: unknown, [first, ...rest]: string[], put: unknown): unknown {
  if (first === undefined) return put;
  if (["__proto__", "constructor", "prototype"].includes(first)) throw new TypeError(`\`${first}\` is no name`);
  const known: object = typeof document === "object" && document !== null ? document : {};
  const next = written((known as Record<string, unknown>)[first], rest, put);
  const copy = { ...known } as Record<string, unknown>;
  if (next === undefined) delete copy[first];
  else copy[first] = next;
  return copy;
}
