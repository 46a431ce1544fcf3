// What to know about a verdict beside what is wrong and open: why it is blocked without a finding, and which facts are old or somebody's word.
import type { Report } from "greenlight/whole";
import { Inline } from "../shell/inline";
import { count, sentence, when } from "../words";
import { WORDS } from "./finding";

/** What is said of the report itself. */
export const Warnings = ({ report }: { report: Report }) =>
  report.warnings.map(({ code, message }) => (
    <p key={code + message} className="warned">
      <strong>Warning:</strong> <Inline text={sentence(message)} />
    </p>
  ));

/** Facts that were observed too long ago; the worst of them count as unknown. */
export function Old({ report: { old = [] } }: { report: Report }) {
  if (old.length === 0) return null;
  return (
    <details className="more" open={old.some(({ level }) => level === "error")}>
      <summary>{count(old.length, "fact")} {old.length === 1 ? "is" : "are"} old</summary>
      <ul>
        {old.map((fact) => (
          <li key={fact.at}>
            {WORDS[fact.level]}: <Inline text={sentence(fact.message)} /> <span className="quiet">observed {when(fact.observed_at)}{fact.source && `, read from ${fact.source.file}`}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Facts for which somebody vouches. */
export function Vouched({ report: { attested = [] } }: { report: Report }) {
  if (attested.length === 0) return null;
  return (
    <details className="more">
      <summary>{count(attested.length, "fact")} {attested.length === 1 ? "rests" : "rest"} on somebody's word</summary>
      <ul>
        {attested.map((fact) => <li key={fact.at}><code>{fact.at}</code>: {fact.by}{fact.on && `, ${when(fact.on)}`}{fact.note && ` (${fact.note})`}</li>)}
      </ul>
    </details>
  );
}
