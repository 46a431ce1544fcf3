// Which call of another tool supplies a fact, for whoever has to ask for it.
import calls from "./calls.json";
import { parts } from "./pointer";

interface Call {
  id: string;
  ask: string;
  supplies: string[];
}

const supplied = calls.flatMap((call) => call.supplies.map((pattern) => ({ call, pattern: parts(pattern) })));
const known = new Map<string, Call | undefined>();

/** The first call whose answer holds the fact at a place. Panels ask for the same places at every key. */
export function callFor(at: string): Call | undefined {
  if (!known.has(at)) known.set(at, sought(at));
  return known.get(at);
}

function sought(at: string): Call | undefined {
  const path = parts(at);
  return supplied.find(({ pattern }) => pattern.length <= path.length && pattern.every((part, index) => part === "*" || part === path[index]))?.call;
}
