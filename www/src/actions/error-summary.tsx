// What keeps an action from being accepted, on top of its form: takes the focus, and leads to each field.
import { useEffect, useRef } from "react";
import type { Verdict } from "../engine/small";
import type { Standing } from "../verdict/panel";
import { parts } from "../tenant/pointer";
import { asked, count, labelOf, sentence } from "../words";

interface Props {
  stands: Standing;
  verdict: Verdict | undefined;
  wrong: ReadonlyMap<string, string>;
  /** Fields that are empty and may not be. */
  lacks: readonly string[];
  /** What the ids of fields of the request begin with. */
  fieldPrefix: string;
  /** Brings a field onto the screen that is not there yet. */
  show?: (field: string) => void;
}

/** So many questions are led to: whoever has more of them reads them where they are answered. */
const MOST = 40;

export function ErrorSummary({ stands, verdict, wrong, lacks, fieldPrefix, show }: Props) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  const report = verdict && "report" in verdict ? verdict.report : undefined;
  const errors = report?.findings.filter((finding) => finding.level === "error") ?? [];
  const open = report?.questions.filter((question) => question.level === "error") ?? [];
  const lead = (id: string) => (event: { preventDefault: () => void }) => {
    event.preventDefault();
    if (id.startsWith(fieldPrefix)) show?.(id.slice(fieldPrefix.length));
    setTimeout(() => {
      const field = document.getElementById(id);
      field?.closest("details")?.setAttribute("open", "");
      field?.focus();
    }, 0);
  };
  const idOf = (at: string) => (at.startsWith("/request/") ? `${fieldPrefix}${parts(at)[2] ?? parts(at)[1] ?? ""}` : `fact${at}`);
  // A dialog has a title of the second level already.
  const Heading = show ? "h2" : "h3";
  const questions = stands === "needs-facts" ? open.filter(({ at }) => !lacks.includes(parts(at)[2] ?? "") || !at.startsWith("/request/")) : [];
  const item = (key: string, id: string, text: string) => (
    <li key={key}>{document.getElementById(id) || (show && id.startsWith(fieldPrefix)) ? <a href={`#${id}`} onClick={lead(id)}>{text}</a> : text}</li>
  );
  return (
    <div className="error-summary" ref={box} tabIndex={-1} role="group" aria-labelledby="error-summary-title">
      <Heading id="error-summary-title">{wrong.size > 0 ? `Error: ${count(wrong.size, "field")} cannot be read` : lacks.length > 0 && errors.length === 0 ? "Error: something is not chosen yet" : stands === "blocked" ? "Error: it is blocked" : stands === "needs-facts" ? "Error: something is not known that decides" : "Error: it cannot be judged"}</Heading>
      {stands === "loading" && <p>The engine is still loading. Ask again in a moment.</p>}
      {stands === "failed" && verdict && "failure" in verdict && <p>{sentence(verdict.failure.message)}</p>}
      <ul>
        {[...wrong].map(([key, what]) => item(key, key.startsWith("/") ? `fact${key}` : `${fieldPrefix}${key}`, `Error: ${what}`))}
        {lacks.map((field) => item(field, `${fieldPrefix}${field}`, `Error: ${labelOf(field)} is not chosen`))}
        {errors.map((finding) => item(finding.code + finding.at, idOf(finding.at), `Error: ${sentence(finding.message).replaceAll("`", "")}`))}
        {questions.slice(0, MOST).map((question) => item(question.at, idOf(question.at), asked(question.at, question.message).replaceAll("`", "")))}
        {questions.length > MOST && <li>and {questions.length - MOST} more questions, below the form</li>}
      </ul>
    </div>
  );
}
