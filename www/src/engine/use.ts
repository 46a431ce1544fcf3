// React's view of the engine: verdicts at once, answers when they come, never one that belongs to an older question.
import { useEffect, useMemo, useState } from "react";
import type { Case, CheckOptions } from "greenlight/whole";
import { question, verdictOn, type Answer, type Question } from "./client";
import type { Verb, Verbs } from "./messages";
import { failed, heavy, judge, load, loaded, type Failure, type Verdict } from "./small";

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

/** The verdict of a case: at once, or on a large tenant once the worker has it. Nothing while the module loads or the worker judges. */
export function useVerdict(facts: Case, options?: CheckOptions): Verdict | undefined {
  const { ready, failure } = useEngine();
  const away = useMemo(() => heavy(facts), [facts]);
  const here = useMemo(() => (failure ? { failure } : ready && !away ? judge(facts, options) : undefined), [facts, options, ready, failure, away]);
  const request = useMemo(() => (away ? { case: facts, ...(options ? { options } : {}) } : undefined), [facts, options, away]);
  const answer = useAnswer("check", request, 0, verdictOn);
  return useMemo(() => (!away || failure ? here : answer && ("answer" in answer ? { report: answer.answer } : answer)), [away, failure, here, answer]);
}

/** The answer to a question, and whether it is still awaited. While it is, the last answer is not shown as this one's. */
export function useAnswer<V extends Verb>(verb: V, request: Verbs[V]["asked"] | undefined, wait = 0, ask = question): Answer<Verbs[V]["says"]> | undefined {
  const [state, set] = useState<{ to: unknown; answer: Answer<Verbs[V]["says"]> }>();
  useEffect(() => {
    if (request === undefined) return;
    let asked: Question<Verbs[V]["says"]> | undefined;
    let here = true;
    const timer = setTimeout(() => {
      asked = ask(verb, request);
      void asked.answer.then((answer) => here && set({ to: request, answer }));
    }, wait);
    return () => {
      here = false;
      clearTimeout(timer);
      asked?.drop();
    };
  }, [verb, request, wait, ask]);
  return state && state.to === request ? state.answer : undefined;
}
