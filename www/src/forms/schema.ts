// The published JSON Schema of a scenario, for whoever writes one.

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

/** Fetches it. */
export const loadScenarioSchema = (): Promise<Schema> => import("../../../schemas/scenario.schema.json").then((module) => module.default as unknown as Schema);
