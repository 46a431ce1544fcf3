// What could be granted to somebody who may not: the least changes, and who can make them.
import { Fragment, useMemo, useRef } from "react";
import { Button } from "@fluentui/react-components";
import type { Access, AccessSet, Case, Report } from "greenlight/whole";
import type { Answer } from "../engine/client";
import { useAnswer } from "../engine/use";
import { to } from "../routes";
import { Inline } from "../shell/inline";
import { count, fixers, sentence } from "../words";
import { useRecord } from "./recording";

/** What could be granted where a person is refused, asked of the worker once typing pauses. It is shown until the newer answer is there, as long as the
 * same is wrong. */
export function useAccess(facts: Case | undefined, report: Report | undefined): Answer<readonly Access[]> | undefined {
  const refused = report?.outcome === "blocked" && typeof report.request.actor === "string";
  const request = useMemo(() => (refused && facts ? { case: facts, options: { access: true } } : undefined), [facts, refused]);
  const answer = useAnswer("check", request, 250);
  const wrong = useMemo(() => JSON.stringify(report?.findings.filter(({ level }) => level === "error")), [report]);
  const last = useRef<{ wrong: string | undefined; told: Answer<readonly Access[]> }>(undefined);
  if (answer) last.current = { wrong, told: "answer" in answer ? { answer: answer.answer.access ?? [] } : answer };
  return request && last.current?.wrong === wrong ? last.current.told : undefined;
}

/** What is broken for want of it, and below each the ways of which one is enough. */
export function Clearing({ access }: { access: readonly Access[] }) {
  return access.map((one) => (
    <div key={one.rules?.join() ?? ""} className="grants">
      <p className="quiet">
        {(one.rules ?? []).map((code) => <Fragment key={code}><a href={to("rulebook", code)}>{code}</a> </Fragment>)}
        {oneOf(one)}
      </p>
      <Ways access={one} shown={2} />
    </div>
  ));
}

/** Ways of which one is enough, the least first; so many are shown at once. */
export function Ways({ access: { sets }, shown }: { access: Access; shown: number }) {
  const [first, others] = [sets.slice(0, shown), sets.slice(shown)];
  const list = (some: readonly AccessSet[]) => <ul>{some.map((set) => <li key={textOf(set)}><Way set={set} /></li>)}</ul>;
  return (
    <>
      {list(first)}
      {others.length > 0 && (
        <details className="reasons">
          <summary>{count(others.length, "other way")}</summary>
          {list(others)}
        </details>
      )}
    </>
  );
}

/** The same for a hand-over: a line for each way. */
export const lines = (access: readonly Access[]): string[] =>
  access.flatMap((one) => [`${(one.rules ?? []).join(", ")} ${oneOf(one)}`, ...one.sets.map((set) => `   - ${textOf(set)}`)]);

function Way({ set }: { set: AccessSet }) {
  const record = useRecord();
  const says = set.grants.map((grant) => grant.says).join("; and ");
  return (
    <>
      {set.grants.map((grant, index) => (
        <span key={grant.says}>
          {index > 0 && "; and "}
          <Inline text={index > 0 ? grant.says : sentence(grant.says)} /> <span className="quiet">({fixers(grant.fixers)})</span>
        </span>
      ))}{" "}
      {record && <Button size="small" className="record" onClick={() => record(set, says)} aria-label={`Record as granted: ${says.replaceAll("`", "")}`}>Record as granted</Button>}
    </>
  );
}

const textOf = ({ grants }: AccessSet): string => grants.map((grant) => `${grant.says} (${fixers(grant.fixers)})`).join("; and ");

function oneOf({ sets, complete_to }: Access): string {
  if (sets.some(({ grants }) => grants.length > complete_to)) return "would be met by one of these, among others:";
  return sets.length === 1 ? "would be met by this:" : "would be met by one of these:";
}
