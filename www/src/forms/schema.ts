// What may stand at a place of a case, as its published JSON Schema says.
import { use } from "react";
import { parts } from "../tenant/pointer";

/** A JSON Schema, as far as the published ones go. */
export interface Schema {
  $ref?: string;
  description?: string;
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  examples?: unknown[];
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  $defs?: Record<string, Schema>;
}

/** How a place is filled in. */
export type Shape =
  | { kind: "choice"; options: { value: unknown; says: string | undefined }[] }
  | { kind: "number" | "boolean" | "day" | "day-or-none" }
  | { kind: "text"; suggestions: string[] }
  | { kind: "list"; suggestions: string[] }
  | { kind: "other" };

/** A place: what it is about, and how it is filled in. */
export interface Place {
  description: string | undefined;
  shape: Shape;
}

let loading: Promise<CaseSchema> | undefined;
let loaded: CaseSchema | undefined;

/** Fetches the schema, once. */
export function loadSchema(): Promise<CaseSchema> {
  loading ??= import("../../../schemas/case.schema.json").then((module) => (loaded = new CaseSchema(module.default as unknown as Schema)));
  return loading;
}

/** Fetches the schema of a scenario, for whoever writes one. */
export const loadScenarioSchema = (): Promise<Schema> => import("../../../schemas/scenario.schema.json").then((module) => module.default as unknown as Schema);

/** The schema, for components inside a `Suspense`. */
export const useSchema = (): CaseSchema => loaded ?? use(loadSchema());

export class CaseSchema {
  constructor(private readonly root: Schema) {}

  /** Every action with its fields. */
  actions(): Map<string, string[]> {
    const request = this.root.$defs?.Request?.properties ?? {};
    const actions = Object.entries(request).filter(([name]) => name !== "actor");
    return new Map(actions.map(([name, fields]) => [name, Object.keys(fields.properties ?? {})]));
  }

  /** What may stand at a place. */
  place(at: string): Place {
    let here: Schema = this.root;
    let description: string | undefined;
    for (const part of parts(at)) {
      const inside = this.resolved(here);
      const next = inside.properties?.[part] ?? (typeof inside.additionalProperties === "object" ? inside.additionalProperties : undefined);
      if (!next) return { description: undefined, shape: { kind: "other" } };
      description = next.description;
      here = next;
    }
    return { description, shape: this.shape(here) };
  }

  /** The fields of a kind of thing, such as everything that can be said of a network. */
  fields(at: string): string[] {
    let here: Schema = this.root;
    for (const part of parts(at)) {
      const inside = this.resolved(here);
      here = inside.properties?.[part] ?? (typeof inside.additionalProperties === "object" ? inside.additionalProperties : {});
    }
    return Object.entries(this.resolved(here).properties ?? {}).flatMap(([name, field]) => {
      const group = this.resolved(field);
      const nested = group.type === "object" && group.properties && !("value" in group.properties) && !("items" in group.properties);
      return nested ? this.fields(`${at}/${name}`) : [`${at}/${name}`];
    });
  }

  /** Through references, and past the forms that say where a fact is from. */
  private resolved(schema: Schema): Schema {
    const named = schema.$ref?.replace("#/$defs/", "");
    if (named !== undefined) return this.resolved(this.root.$defs?.[named] ?? {});
    const plain = schema.anyOf?.find((option) => option.type !== "null");
    return plain ? this.resolved(plain) : schema;
  }

  private shape(schema: Schema): Shape {
    const name = this.nameOf(schema);
    if (name === "Instant" || name === "Day") return { kind: "day" };
    if (name === "Started") return { kind: "day-or-none" };
    const plain = this.resolved(schema);
    const has = (type: string) => plain.type === type || (Array.isArray(plain.type) && plain.type.includes(type));
    if (plain.oneOf) return { kind: "choice", options: plain.oneOf.map((option) => ({ value: option.const, says: option.description })) };
    if (plain.enum) return { kind: "choice", options: plain.enum.map((value) => ({ value, says: undefined })) };
    if (has("boolean")) return { kind: "boolean" };
    if (has("integer")) return { kind: "number" };
    if (has("array")) {
      const member = this.resolved(plain.items ?? {});
      const words = member.oneOf?.map((option) => option.const) ?? member.examples ?? [];
      return member.type === "object" ? { kind: "other" } : { kind: "list", suggestions: words.map(String) };
    }
    if (has("string")) return { kind: "text", suggestions: (plain.examples ?? []).map(String) };
    return { kind: "other" };
  }

  /** The name of the innermost type. */
  private nameOf(schema: Schema): string | undefined {
    if (schema.$ref) {
      const name = schema.$ref.replace("#/$defs/", "");
      return this.nameOf(this.root.$defs?.[name] ?? {}) ?? name;
    }
    const plain = schema.anyOf?.find((option) => option.type !== "null");
    return plain ? this.nameOf(plain) : undefined;
  }
}
