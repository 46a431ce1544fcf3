// Whether something that was kept, sent or made by hand is a tenant, down to what the pages rely on.
import { TABLES, VERSION, type Tenant } from "./model";

type Check = (value: unknown) => boolean;

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);
const text: Check = (value) => typeof value === "string";
const number: Check = (value) => typeof value === "number";
const maybe = (check: Check): Check => (value) => value === undefined || value === null || check(value);
const list = (of: Check): Check => (value) => Array.isArray(value) && value.every(of);
const table = (of: Check): Check => (value) => isObject(value) && Object.values(value).every(of);
const record = (fields: Record<string, Check>): Check => (value) => isObject(value) && Object.entries(fields).every(([field, check]) => check(value[field]));

// What a fact says is for the engine to judge; here counts that things are where they are looked for.
const FACTS = record({ tenant: maybe(isObject), ...Object.fromEntries(TABLES.map((name) => [name, maybe(table(isObject))])) });
const CALL = record({ call: text, records: number, facts: number, partial: maybe(text) });
const PROBLEM = record({ message: text, help: text, at: text });
const WHOLE = record({
  id: text, name: text, as_of: maybe(text), actor: maybe(text), environment: maybe(text), facts: FACTS,
  files: list(record({ name: text, at: text, observed: maybe(text), calls: list(CALL), problems: list(PROBLEM) })),
  past: list(record({ at: text, machine: text, actor: text, what: text })),
  descriptions: maybe(table(text)), contradictions: maybe(list(record({ fact: text }))),
});

/** A record as a tenant of this version, or why it is none. */
export function migrated(found: unknown): Tenant | string {
  if (!isObject(found)) return "a stored tenant is damaged; it was left as it is";
  const { version, name } = found;
  const called = typeof name === "string" ? `the stored tenant ${name}` : "a stored tenant";
  if (typeof version !== "number" || !(version >= 1)) return `${called} is damaged: it does not say its version; it was left as it is`;
  if (version > VERSION) return `${called} was written by a newer version of this page; it was left as it is`;
  if (!WHOLE(found)) return `${called} is damaged; it was left as it is`;
  const tenant = found as unknown as Tenant;
  return { ...tenant, descriptions: tenant.descriptions ?? {}, contradictions: tenant.contradictions ?? [] };
}
