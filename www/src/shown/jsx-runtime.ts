// Makes elements as React does, but of texts that show every character: any of them may hold a name that somebody else chose.
import { printable } from "greenlight/printable";
import { Fragment, jsx as made, jsxs as madeOfSeveral } from "react/jsx-runtime";

export type { JSX } from "react/jsx-runtime";
export { Fragment };

/** What an element shows beside its children. */
const SHOWN = ["children", "aria-label", "alt", "label", "placeholder", "title"];

export const jsx: typeof made = (type, props, key) => made(type, shown(props), key);
export const jsxs: typeof madeOfSeveral = (type, props, key) => madeOfSeveral(type, shown(props), key);

export function shown<Props>(props: Props): Props {
  const now = { ...props } as Record<string, unknown>;
  for (const name of SHOWN) if (name in now) now[name] = seen(now[name]);
  return now as Props;
}

/** Lines of a text stay lines. What is no text stays as it is, and so does a list without one. */
function seen(value: unknown): unknown {
  if (typeof value === "string") return value.split("\n").map(printable).join("\n");
  if (!Array.isArray(value)) return value;
  const list = value.map(seen);
  return list.some((member, index) => member !== value[index]) ? list : value;
}
