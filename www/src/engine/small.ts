// The small module on the main thread: it judges in well under a millisecond, so a verdict is computed in the very event that
// changed the case and can never be that of an older one. Everything slower is asked of the worker (see `client.ts`).
import init, { objects } from "greenlight";
import type { Case, CheckOptions, Entry, Report } from "greenlight/whole";

/** A report, or why there is none. */
export type Verdict = { report: Report } | { failure: Failure };

/** Why there is no answer, in words for the page. */
export interface Failure {
  /** What is wrong. */
  message: string;
  /** How to mend it. */
  help: string;
  /** Where in the case, if it is about a place. */
  at: string | undefined;
}

let loading: Promise<unknown> | undefined;
let ready = false;

/** Loads the module, once. */
export function load(): Promise<unknown> {
  loading ??= init().then(
    () => (ready = true),
    (error: unknown) => {
      loading = undefined;
      throw error;
    },
  );
  return loading;
}

/** Whether a case can be judged at once. */
export const loaded = () => ready;

/** So many things a case may have to be judged on the main thread. A verdict takes as long as there are facts and things that could be so or so, and
 * nobody knows beforehand how long: what took too long twice running is not judged there again. */
let most = 40;
let slow = 0;
const SLOW_MS = 100;
const NAMED = ["environments", "people", "machines", "images", "networks", "groups", "flows", "subscriptions"] as const;
const weight = (facts: Case): number => NAMED.reduce((sum, table) => sum + Object.keys(facts[table] ?? {}).length, 0);

/** Whether a case takes longer to judge than a page may stand still. */
export const heavy = (facts: Case): boolean => weight(facts) > most;

/** Judges a case. Whatever goes wrong is part of the answer: nothing that was shown before may stay. */
export function judge(facts: Case, options: CheckOptions = {}): Verdict {
  if (!ready) return { failure: failed("the engine is not loaded yet") };
  const began = performance.now();
  try {
    const answer = objects.check({ case: facts, options });
    return "error" in answer ? { failure: { ...answer.error, at: answer.error.at || undefined } } : { report: answer as Report };
  } catch (error) {
    return { failure: failed(error) };
  } finally {
    slow = performance.now() - began > SLOW_MS ? slow + 1 : 0;
    if (slow > 1) most = Math.min(most, weight(facts) - 1);
  }
}

/** Something that went wrong and is nobody's input. */
export function failed(error: unknown): Failure {
  const message = error instanceof Error ? error.message : String(error);
  return { message: `the engine failed: ${message}`, help: "reload the page; if it happens again, report it with the case", at: undefined };
}

let known: Map<string, Entry> | undefined;

/** The rules by code. */
export function rules(): Map<string, Entry> {
  known ??= new Map(objects.rules().rules.map((entry) => [entry.code, entry as Entry]));
  return known;
}
