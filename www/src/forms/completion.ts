// What can be written at a cursor in a document, as its JSON Schema says.
import type { Schema } from "./schema";
import type { Cursor } from "./json-cursor";

/** Something that can be written. */
export interface Suggestion {
  /** As it is shown. */
  title: string;
  says: string | undefined;
  /** What is put in the place of the word, and where in it the cursor goes. */
  insert: string;
  caret: number;
}

/** Names of things that the tenant has, for the place of a value. */
export type Known = (path: readonly string[]) => readonly string[] | undefined;

/** What can be written there; what begins with the word comes first. */
export function suggestions(root: Schema, cursor: Cursor, known: Known): Suggestion[] {
  const here = cursor.path.reduce((schemas, part) => schemas.flatMap((schema) => inside(root, schema, part)), forms(root, root));
  const all = cursor.wants === "name" ? names(root, here, cursor) : cursor.wants === "value" ? values(here, known(cursor.path) ?? []) : [];
  const wanted = cursor.typed.toLowerCase();
  const rank = ({ title }: Suggestion) => title.toLowerCase().indexOf(wanted);
  const fitting = all.filter((one) => rank(one) >= 0 && one.title !== cursor.typed);
  return [...fitting.filter((one) => rank(one) === 0), ...fitting.filter((one) => rank(one) > 0)];
}

/** A schema without references, as all the forms that it can take. */
function forms(root: Schema, schema: Schema): Schema[] {
  const named = schema.$ref && root.$defs?.[schema.$ref.replace("#/$defs/", "")];
  if (named) return forms(root, named).map((form) => ({ ...form, description: schema.description ?? form.description }));
  return schema.anyOf ? schema.anyOf.flatMap((option) => forms(root, option)) : [schema];
}

function inside(root: Schema, schema: Schema, part: string): Schema[] {
  const other = typeof schema.additionalProperties === "object" ? schema.additionalProperties : undefined;
  const next = schema.properties?.[part] ?? (schema.items && /^\d+$/.test(part) ? schema.items : other);
  return next ? forms(root, next) : [];
}

function names(root: Schema, here: Schema[], { taken, named }: Cursor): Suggestion[] {
  const fields = here.flatMap(({ properties }) => Object.entries(properties ?? {})).filter(([name]) => !name.startsWith("$") && !taken.includes(name));
  return [...new Map(fields)].map(([name, field]) => {
    const text = JSON.stringify(name);
    const [begin, end] = named ? ["", ""] : begun(forms(root, field));
    return { title: name, says: field.description, insert: text + begin + end, caret: text.length + begin.length };
  });
}

/** How the value of a field begins and ends, where that is certain. */
function begun(fields: Schema[]): [string, string] {
  const [first] = fields;
  if (!first || first.enum || first.oneOf || first.const !== undefined) return [": ", ""];
  const has = (type: string) => first.type === type || (Array.isArray(first.type) && first.type.includes(type));
  return has("object") ? [": {", "}"] : has("array") ? [": [", "]"] : has("string") ? [': "', '"'] : [": ", ""];
}

function values(here: Schema[], known: readonly string[]): Suggestion[] {
  const value = (one: unknown, says: string | undefined): Suggestion => {
    const insert = JSON.stringify(one);
    return { title: typeof one === "string" ? one : insert, says, insert, caret: insert.length };
  };
  const listed = here.flatMap((schema) => {
    const types = [schema.type].flat();
    if (schema.oneOf) return schema.oneOf.map((option) => value(option.const, option.description));
    if (schema.const !== undefined) return [value(schema.const, schema.description)];
    if (schema.enum) return schema.enum.map((one) => value(one, undefined));
    if (types.includes("boolean")) return [value(true, undefined), value(false, undefined)];
    if (types.includes("object")) return [{ title: "{ }", says: schema.description, insert: "{}", caret: 1 }];
    if (types.includes("array")) return [{ title: "[ ]", says: schema.description, insert: "[]", caret: 1 }];
    return (schema.examples ?? []).map((one) => value(one, undefined));
  });
  const all = [...known.map((name) => value(name, undefined)), ...listed];
  return [...new Map(all.map((one) => [one.insert, one])).values()];
}
