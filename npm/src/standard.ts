/** The engine as a validator by Standard Schema, for forms and routers that take any. */

import type { Report } from "./documents.js";
import type { Judge } from "./form.js";
import type { Case, CheckOptions } from "./input.js";
import { issues, type Issue } from "./issues.js";
import { keys } from "./places.js";

/** An issue by Standard Schema, with what is known beyond it. */
export interface StandardIssue extends Omit<Issue, "at"> {
  /** Where, key by key. */
  readonly path: readonly string[];
}

/** Success with the case as it was given, or what keeps it from being ready. */
export type StandardResult = { readonly value: Case; readonly report: Report; readonly issues?: undefined } | { readonly issues: readonly StandardIssue[] };

/** A validator by Standard Schema, version 1. */
export interface StandardCase {
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: "greenlight";
    readonly validate: (value: unknown) => StandardResult;
    readonly types?: { readonly input: Case; readonly output: Case } | undefined;
    readonly jsonSchema: {
      readonly input: (options: { readonly target: string }) => Record<string, unknown>;
      readonly output: (options: { readonly target: string }) => Record<string, unknown>;
    };
  };
}

/** How cases are validated. */
export interface StandardOptions {
  /** How they are judged. */
  readonly options?: Omit<CheckOptions, "all" | "receipt">;
  /** The JSON Schema of a case: what `greenlight/schemas/case.schema.json` holds. Without it there is none to be given out. */
  readonly jsonSchema?: object;
}

/** A validator that admits cases that are ready. Warnings are in the report of a success, not among issues. */
export function standardCase(judge: Pick<Judge, "check">, { options = {}, jsonSchema }: StandardOptions = {}): StandardCase {
  const schema = ({ target }: { readonly target: string }) => {
    if (jsonSchema === undefined) throw new Error("give `jsonSchema` to have one: `greenlight/schemas/case.schema.json`");
    if (target !== "draft-2020-12") throw new Error(`the JSON Schema of a case is of draft-2020-12, not of ${target}`);
    return { ...jsonSchema };
  };
  return {
    "~standard": {
      version: 1,
      vendor: "greenlight",
      validate: (value) => {
        const checked = judge.check({ case: value as Case, options });
        const found = issues(checked);
        if (found.length === 0 && checked.ok) return { value: value as Case, report: checked.report };
        return { issues: found.map(({ at, ...issue }) => ({ ...issue, path: keys(at) })) };
      },
      jsonSchema: { input: schema, output: schema },
    },
  };
}
