/** JSON Pointers into values that are never changed, only replaced. */

/** The parts of a pointer; those of a key may hold anything. */
export function keys(pointer: string): string[] {
  if (pointer === "") return [];
  if (!pointer.startsWith("/")) throw new TypeError(`\`${pointer}\` is no JSON Pointer such as \`/tenant/country\``);
  return pointer.slice(1).split("/").map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** What stands at a place. */
export function held(value: unknown, at: string): unknown {
  let inner = value;
  for (const key of keys(at)) {
    if (typeof inner !== "object" || inner === null || !Object.hasOwn(inner, key)) return undefined;
    inner = (inner as Record<string, unknown>)[key];
  }
  return inner;
}

/** The value with another one at a place, which is taken away where that is `undefined`. What is beside it stays the same object. */
export function placed(value: unknown, at: string, inner: unknown): unknown {
  return replaced(value, keys(at), inner);
}

function replaced(value: unknown, [key, ...rest]: readonly string[], inner: unknown): unknown {
  if (key === undefined) return inner;
  const below = held(value, `/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`);
  const next = replaced(below, rest, inner);
  if (next === undefined && below === undefined) return value;
  if (Array.isArray(value)) {
    const list: unknown[] = [...(value as unknown[])];
    const index = key === "-" ? list.length : Number(key);
    if (!Number.isInteger(index) || index < 0 || index > list.length) throw new TypeError(`a list has no place \`${key}\``);
    list.splice(index, 1, ...(next === undefined ? [] : [next]));
    return list;
  }
  const { [key]: _, ...others } = (typeof value === "object" && value !== null ? value : {}) as Record<string, unknown>;
  if (next === undefined) return others;
  // A field that was there keeps its place among the others.
  return Object.hasOwn(value ?? {}, key) ? { ...(value as object), [key]: next } : { ...others, [key]: next };
}

/** Whether a place is another one, or inside it. */
export function under(place: string, at: string): boolean {
  return place === at || place.startsWith(`${at}/`);
}
