// Which call of another tool supplies a fact, for whoever has to ask for it.
import calls from "./calls.json";
import { parts } from "./pointer";

interface Call {
  id: string;
  ask: string;
  supplies: string[];
}

/** The first call whose answer holds the fact at a place. */
export function callFor(at: string): Call | undefined {
  const path = parts(at);
  const fits = (pattern: string) => {
    const wanted = parts(pattern);
    return wanted.every((part, index) => part === "*" || part === path[index]) && wanted.length <= path.length;
  };
  return calls.find((call) => call.supplies.some(fits));
}

/** Every call whose answer can be dropped on the page. */
export const allCalls: readonly Call[] = calls;
