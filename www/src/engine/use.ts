// React's view of the engine: verdicts at once, answers when they come, never one that belongs to an older question.
import { useEffect, useMemo, useState } from "react";
import type { Case, CheckOptions } from "greenlight/whole";
import { ask, type Answer } from "./client";
import type { Verb, Verbs } from "./messages";
import { failed, judge, load, loaded, type Failure, type Verdict } from "./small";

/** Whether the small module is there, or why not. */
export function useEngine(): { ready: boolean; failure: Failure | undefined } {
  const [state, set] = useState({ ready: loaded(), failure: undefined as Failure | undefined });
  useEffect(() => {
    let here = true;
    load().then(
      () => here && set({ ready: true, failure: undefined }),
      (error: unknown) => here && set({ ready: false, failure: failed(error) }),
    );
    return () => void (here = false);
  }, []);
  return state;
}

/** The verdict of a case; nothing while the module loads. */
export function useVerdict(facts: Case, options?: CheckOptions): Verdict | undefined {
  const { ready, failure } = useEngine();
  return useMemo(() => (failure ? { failure } : ready ? judge(facts, options) : undefined), [facts, options, ready, failure]);
}

/** The answer to a question, and whether it is still awaited. While it is, the last answer is not shown as this one's. */
export function useAnswer<V extends Verb>(verb: V, request: Verbs[V]["asked"] | undefined, wait = 0): Answer<Verbs[V]["says"]> | undefined {
  const [state, set] = useState<{ to: unknown; answer: Answer<Verbs[V]["says"]> }>();
  useEffect(() => {
    if (request === undefined) return;
    let here = true;
    const timer = setTimeout(() => {
      void ask(verb, request).then((answer) => here && set({ to: request, answer }));
    }, wait);
    return () => {
      here = false;
      clearTimeout(timer);
    };
  }, [verb, request, wait]);
  return state && state.to === request ? state.answer : undefined;
}
