// What the browser keeps of a tenant, and how the page reads facts out of it.
import type { Case, Facts, ImportProblem, Request } from "greenlight/whole";

/** The shape that is stored. A later one is migrated to, an older page refuses it. */
export const VERSION = 1;

/** Something that happened to a machine here and is no fact, shown and never judged. */
export interface Past {
  at: string;
  machine: string;
  actor: string;
  what: string;
}

/** A file that was read. */
export interface ReadFile {
  name: string;
  at: string;
  observed: string | undefined;
  calls: { call: string; records: number; facts: number; partial: string | undefined }[];
  problems: ImportProblem[];
}

/** A fact that files say differently, and what each says, in so many words as a line has room for. */
export interface Contradiction {
  fact: string;
  says?: string[];
}

/** A tenant as it is kept. */
export interface Tenant {
  version: typeof VERSION;
  id: string;
  name: string;
  /** The instant that is judged; the day on which the page is open, unless said. */
  as_of: string | undefined;
  /** The person as whom the visitor acts: a name under `people`. */
  actor: string | undefined;
  /** The environment that the visitor is in. */
  environment: string | undefined;
  facts: Facts;
  files: ReadFile[];
  contradictions: Contradiction[];
  /** Descriptions by kind and name, and what happened: beside the case, never judged. */
  descriptions: Record<string, string>;
  past: Past[];
}

/** A tenant of which nothing is known. */
export function empty(name: string): Tenant {
  return {
    version: VERSION, id: crypto.randomUUID(), name, as_of: undefined, actor: undefined, environment: undefined,
    facts: {}, files: [], contradictions: [], descriptions: {}, past: [],
  };
}

/** Makes sure that actor and environment are ones that exist. */
export function settled(tenant: Tenant): Tenant {
  const kept = (name: string | undefined, names: string[]) => (name !== undefined && names.includes(name) ? name : names[0]);
  return { ...tenant, actor: kept(tenant.actor, names(tenant, "people")), environment: kept(tenant.environment, names(tenant, "environments")) };
}

/** The tables of named things. */
export const TABLES = ["environments", "people", "machines", "images", "networks", "groups", "flows", "subscriptions"] as const;
export type Table = (typeof TABLES)[number];

/** The names in a table, in order. */
export const names = (tenant: Tenant, table: Table): string[] => Object.keys(tenant.facts[table] ?? {});

/** The instant judged: unless said, the day that the visitor's calendar shows. */
export const instant = (tenant: Tenant): string => tenant.as_of ?? today();

function today(): string {
  const now = new Date();
  return [String(now.getFullYear()), ...[now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0"))].join("-");
}

/** The case that asks for one action on the tenant. */
export function caseOf(tenant: Tenant, request: Request | undefined): Case {
  const { people, ...facts } = tenant.facts;
  const actor = request?.actor ?? undefined;
  return {
    ...facts,
    as_of: instant(tenant),
    people: actor === undefined || (people && actor in people) ? people : { ...people, [actor]: {} },
    ...(request ? { request } : {}),
  } as Case;
}

/** The value of a fact, whether it stands plain or with where it is from. */
export function value<T>(fact: T | { value?: T } | null | undefined): T | undefined {
  if (fact === null || fact === undefined) return undefined;
  return typeof fact === "object" && "value" in fact ? (fact as { value?: T }).value : (fact as T);
}

/** A fact as text, or a dash where it is not known. */
export function shown(fact: unknown): string {
  const found = value(fact as never) as unknown;
  if (found === undefined || (typeof found === "object" && found !== null)) {
    const least = (fact as { at_least?: number } | undefined)?.at_least;
    return least === undefined ? "–" : `at least ${least}`;
  }
  return String(found);
}

/** The network that a machine or group is on, by the name that people know. */
export const networkOf = (fact: unknown): string => (value(fact as string | undefined) === "none" ? "Microsoft Hosted Network" : shown(fact));

/** The members of a list, however it is written. */
export function items<T>(list: T[] | { items?: T[] } | null | undefined): T[] {
  const members = Array.isArray(list) ? list : list?.items;
  return Array.isArray(members) ? members : [];
}

/** Whether nothing at all is said of a list. */
export const unknownList = (list: unknown): boolean => list === undefined || list === null;
