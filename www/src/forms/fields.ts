// What is known of every field of a case and of a request, as the package tells it: what it is called and for, what may stand in it, who tells it.
import { use } from "react";
import { parts } from "../tenant/pointer";
import { labelOf, plain, sentence } from "../words";

/** A word that may stand in a field. */
interface Word {
  word: string;
  /** What Microsoft calls it, where it has a name. */
  name?: string;
  /** What it means, where it has none. */
  means?: string;
}

/** A field as `greenlight/fields.json` describes it. */
interface Described {
  label: string;
  hint: string;
  type: "choice" | "day" | "instant" | "list" | "number" | "text" | "yes-no";
  unit?: string;
  words?: Word[];
  /** The call that supplies it, or where it stands for people to read. */
  call?: { id: string; ask: string };
  stands?: string;
  usual?: string;
}

/** A value that can be chosen: what it is called, and what it means. */
export interface Choice {
  value: unknown;
  title: string;
  says?: string | undefined;
}

/** How a field is filled in. */
export type Shape =
  | { kind: "choice"; options: Choice[] }
  | { kind: "number" | "day" | "day-or-none" }
  | { kind: "text" | "list"; words: Choice[] }
  | { kind: "other" };

/** Lists whose members have fields of their own: they are read from files. */
const STRUCTURED = new Set(["/groups/*/shared_with", "/machines/*/shared_with", "/subscriptions/*/deny_assignments", "/subscriptions/*/grants", "/tenant/intune/custom_restrictions"]);
const YES_NO: Choice[] = [{ value: true, title: "Yes" }, { value: false, title: "No" }];

/** A promise whose value React reads without waiting, once it is there. */
type Fetched = Promise<Fields> & { status?: "fulfilled"; value?: Fields };

let fetched: Fetched | undefined;

/** Fetches them, once. */
export function loadFields(): Promise<Fields> {
  if (fetched) return fetched;
  const fetching: Fetched = import("greenlight/fields.json").then(({ default: { fields } }) => {
    const value = new Fields(fields as unknown as Record<string, Described>);
    Object.assign(fetching, { status: "fulfilled", value });
    return value;
  });
  return (fetched = fetching);
}

/** All fields, for components inside a `Suspense`. Always by `use`: a render that goes on after it waited must find the same hooks. */
export const useFields = (): Fields => use(loadFields());

export class Fields {
  private readonly patterns: { pattern: string; path: string[]; field: Described }[];
  private readonly known = new Map<string, { pattern: string; field: Described } | undefined>();

  constructor(fields: Record<string, Described>) {
    this.patterns = Object.entries(fields).map(([pattern, field]) => ({ pattern, path: parts(pattern), field }));
  }

  /** Every action with its fields. */
  actions(): Map<string, string[]> {
    const asked = this.patterns.filter(({ path: [table, , field] }) => table === "request" && field !== undefined);
    const grouped = Map.groupBy(asked, ({ path }) => path[1] ?? "");
    return new Map([...grouped].map(([action, fields]) => [action, fields.map(({ path }) => path[2] ?? "")]));
  }

  /** The places of all that can be said of a thing, such as of a network. */
  of(root: string): string[] {
    const [table = "", name] = parts(root);
    const begin = [table, ...(name === undefined ? [] : ["*"])];
    return this.patterns
      .filter(({ path }) => begin.every((part, index) => path[index] === part) && !path.slice(begin.length).some((part, index, all) => part === "*" && index < all.length - 1))
      .map(({ path }) => `${root}/${path.slice(begin.length).join("/")}`);
  }

  /** What a field is called, after the group that it stands in. */
  label(root: string, at: string): string {
    const groups = at.slice(root.length + 1).split("/").slice(0, -1);
    const { label = plain(at.split("/").at(-1) ?? ""), unit } = this.find(at)?.field ?? {};
    const [first = "", second = ""] = label;
    const begun = groups.length > 0 && second === second.toLowerCase() ? first.toLowerCase() + label.slice(1) : label;
    return plain([...groups, begun].join(": ")) + (unit ? `, in ${unit}` : "");
  }

  /** What it is for. That a name is one of those that can be chosen, its field shows. */
  hint(at: string): string {
    const { label = "", hint = "", usual } = this.find(at)?.field ?? {};
    const own = saysMore(hint, `${label} ${labelOf(at.split("/").at(-1) ?? "")}`) ? hint.replace(/^[^.]*: a name under `\w+`(, or `default`)?\.\s*/, "") : "";
    // What is said of each of several names the one that it is about.
    const here = own.replace("`*`", `\`${parts(at).at(-1) ?? ""}\``).replace(/[^.]$/, "$&.");
    return usual === undefined ? sentence(here) : `${sentence(here)} Usually ${usual === "[]" ? "none" : this.title(at, usual).toLowerCase()}.`;
  }

  /** Who tells it: a call, or a page. */
  told(at: string): Pick<Described, "call" | "stands"> {
    return this.find(at)?.field ?? {};
  }

  /** What a word is called that may stand in it. */
  title(at: string, value: unknown): string {
    return titleOf(this.find(at)?.field.words?.find(({ word }) => word === value) ?? { word: String(value) });
  }

  /** How it is filled in. */
  shape(at: string): Shape {
    const { pattern, field } = this.find(at) ?? {};
    if (!field || STRUCTURED.has(pattern ?? "")) return { kind: "other" };
    const words = (field.words ?? []).map((word) => ({ value: word.word, title: titleOf(word), says: word.means }));
    switch (field.type) {
      case "choice": return { kind: "choice", options: words };
      case "yes-no": return { kind: "choice", options: YES_NO };
      case "number": return { kind: "number" };
      case "instant": return { kind: "day" };
      case "day": return { kind: "day-or-none" };
      case "text": case "list": return { kind: field.type, words };
    }
  }

  private find(at: string) {
    if (!this.known.has(at)) {
      const path = parts(at);
      this.known.set(at, this.patterns.find(({ path: pattern }) => pattern.length === path.length && pattern.every((part, index) => part === "*" || part === path[index])));
    }
    return this.known.get(at);
  }
}

const FILLING = ["the", "a", "its", "it", "what", "which", "is"];

/** Whether a hint says more than the label beside it. */
const saysMore = (hint: string, label: string): boolean => hint.toLowerCase().split(/\W+/).some((word) => word !== "" && !FILLING.includes(word) && !label.toLowerCase().split(/\W+/).includes(word));

const titleOf = ({ word, name }: Word): string => name ?? plain(word);
