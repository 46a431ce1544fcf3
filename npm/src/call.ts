/** A call that is at work for a while: who listens to it, and how it is stopped. */

import { GreenlightError } from "./errors.js";

/** An `AbortSignal`, as far as it is needed here. */
export interface Signal {
  readonly aborted: boolean;
  readonly reason?: unknown;
  addEventListener(type: "abort", listener: () => void): void;
  removeEventListener(type: "abort", listener: () => void): void;
}

/** Who listens to a call, and how it is stopped. */
export interface Call {
  /** Stops the call. */
  readonly signal?: Signal | undefined;
  /** Hears how far the work is, the last time at its end. It cannot stop it: the signal does. */
  readonly progress?: ((done: number, total: number) => void) | undefined;
  /** Takes whole JSON Lines of the trace, when the request asks for one. */
  readonly emit?: ((chunk: string) => void) | undefined;
}

/** A call that was stopped. */
export class Cancelled extends GreenlightError {
  /** The answer so far, marked as partial; absent where there is none, as the call had not begun or its worker had to be ended. */
  readonly partial: unknown;

  constructor(partial: unknown, cause: unknown) {
    super("cancelled", "the call was stopped", "ask again if it is wanted after all", cause);
    this.name = "AbortError";
    this.partial = partial;
  }
}

/** Tells a listener of a call; an answer by which somebody means to stop it or to be waited for is refused. */
export function tell<T extends unknown[]>(name: "emit" | "progress", call: Call, ...what: T): void {
  const answer: unknown = (call[name] as ((...what: T) => unknown) | undefined)?.(...what);
  const promise = typeof (answer as { then?: unknown } | null | undefined)?.then === "function";
  if (!promise && answer !== false) return;
  throw new TypeError(`\`${name}\` answered ${promise ? "a promise" : "false"}; it must answer at once, and only the signal stops a call`);
}

/** What is done at once elsewhere, done again with each answer that has come, until no further one is asked for. */
export async function inTurn<T>(work: (ask: (text: string) => string) => T, ask: (text: string) => Promise<string>): Promise<T> {
  const answers = new Map<string, string>();
  for (;;) {
    let missing: string | undefined;
    try {
      return work((text) => {
        const answer = answers.get(text);
        if (answer === undefined) throw ((missing = text), AGAIN);
        return answer;
      });
    } catch (error) {
      if (missing === undefined) throw error;
      answers.set(missing, await ask(missing));
    }
  }
}

const AGAIN = Symbol("an answer that has not come yet");
