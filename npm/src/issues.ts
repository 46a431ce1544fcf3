/** What keeps a case from being ready, as one list: what is wrong with the input, what blocks, and what has to be said. */

import type { Fixer, Level } from "./documents.js";
import type { Checked } from "./engine.js";

/** One reason. */
export interface Issue {
  /** The code of the input error or of the rule; `question` for what has to be said. */
  readonly code: string;
  /** Where: a JSON Pointer into the case. */
  readonly at: string;
  /** How bad it is. */
  readonly level: Level;
  /** What it is, in a sentence. */
  readonly message: string;
  /** How to mend it, step by step. */
  readonly steps: readonly string[];
  /** Who can. */
  readonly fixers: readonly Fixer[];
}

/** The reasons, the worst first; what only warns is no reason. None where the case is ready. */
export function issues(checked: Checked): Issue[] {
  const invalid = checked.ok ? [] : checked.errors;
  const { report } = checked;
  const found = (report?.findings ?? []).filter(({ level }) => level === "error");
  const wrong = new Set(invalid.map(({ at }) => at));
  const asked = report?.outcome === "needs-facts" ? report.questions : [];
  return [
    ...invalid.map(({ code, at, message, help }): Issue => ({ code, at, level: "error", message, steps: [help], fixers: [] })),
    ...found.map(({ code, at, level, message, steps, fixers }): Issue => ({ code, at, level, message, steps, fixers })),
    ...asked
      .filter(({ at, level }) => level === "error" && !wrong.has(at))
      .map(({ at, level, message }): Issue => ({ code: "question", at, level, message, steps: [], fixers: [] })),
  ];
}
