/** A resolver for React Hook Form that keeps codes, levels and steps. */

import type { Judge } from "./form.js";
import type { Case, CheckOptions } from "./input.js";
import { issues, type Issue } from "./issues.js";
import { keys } from "./places.js";

/** An error of a field, as React Hook Form has it, with what is known beyond it. */
export interface ResolvedError extends Omit<Issue, "code" | "at"> {
  /** The code of the worst. */
  readonly type: string;
  /** The messages of all, by their codes. */
  readonly types: Readonly<Record<string, string>>;
}

/** Errors by field, nested as the fields are. */
export interface ResolvedErrors {
  [key: string]: ResolvedErrors | ResolvedError;
}

/** How the values of the form are judged. */
export interface ResolverOptions<V> {
  /** The case that values make; the values themselves unless said. */
  readonly toCase?: (values: V) => Case;
  /** The field of the form for a place of the case, key by key; `undefined` for what stands in no field, which is told of under `root`. The
   * keys of the place unless said. */
  readonly toField?: (at: string) => readonly string[] | undefined;
  /** How the case is judged. */
  readonly options?: Omit<CheckOptions, "all" | "receipt">;
}

/** A resolver: values that make a case that is ready are admitted. */
export function greenlightResolver<V extends object>(judge: Pick<Judge, "check">, options: ResolverOptions<V> = {}) {
  const { toCase = (values: V) => values as unknown as Case, toField = keys } = options;
  return (values: V): { values: V; errors: Record<string, never> } | { values: Record<string, never>; errors: ResolvedErrors } => {
    const found = issues(judge.check({ case: toCase(values), options: options.options ?? {} }));
    if (found.length === 0) return { values, errors: {} };
    const fields = new Map<string, { path: readonly string[]; issues: Issue[] }>();
    for (const issue of found) {
      const path = toField(issue.at) ?? ["root", "greenlight"];
      const name = JSON.stringify(path);
      const field = fields.get(name) ?? { path: path.length === 0 ? ["root", "case"] : path, issues: [] };
      field.issues.push(issue);
      fields.set(name, field);
    }
    const errors: ResolvedErrors = {};
    // What is said of a whole comes first, and makes place for what is inside.
    const outward = [...fields.values()].sort((one, other) => one.path.length - other.path.length);
    for (const { path, issues } of outward) nest(errors, path, resolved(issues));
    return { values: {}, errors };
  };
}

function resolved(issues: readonly Issue[]): ResolvedError {
  const { code, at: _, ...worst } = issues[0]!;
  return { ...worst, type: code, types: Object.fromEntries(issues.map(({ code, message }) => [code, message])) };
}

function nest(errors: ResolvedErrors, path: readonly string[], error: ResolvedError): void {
  let inside = errors;
  for (const key of path.slice(0, -1)) {
    const below = (Object.hasOwn(inside, key) ? inside[key] : undefined) ?? {};
    // Of a field that has an error and fields inside it, the error is its `root`.
    inside[key] = isError(below) ? { root: below } : below;
    inside = inside[key] as ResolvedErrors;
  }
  inside[path.at(-1)!] = error;
}

function isError(value: ResolvedErrors | ResolvedError): value is ResolvedError {
  return typeof (value as ResolvedError).type === "string";
}
