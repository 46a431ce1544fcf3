// The verdict on an action: one word, what is wrong, what is not known, and what to hand over to others.
import { memo, useMemo, type ReactNode } from "react";
import type { Case, Open, OpenPlace, Report } from "greenlight/whole";
import type { Verdict } from "../engine/small";
import { useFields } from "../forms/fields";
import { Copy } from "../shell/copy";
import { Inline } from "../shell/inline";
import { Failed } from "../shell/parts";
import { Some } from "../shell/some";
import { count, OUTCOMES, sentence } from "../words";
import { Finding } from "./finding";
import { Clearing, useAccess } from "./grants";
import { Old, Vouched, Warnings } from "./notices";
import { handover, owner } from "./handover";
import { Recording } from "./recording";

/** How a verdict stands, with what keeps it from being one. */
export type Standing = "loading" | "failed" | "invalid" | "ready" | "blocked" | "needs-facts";

/** The standing: a field that cannot be read outweighs every verdict, because the verdict is not about what stands in it. */
export function standing(verdict: Verdict | undefined, invalid: number, lacks = 0): Standing {
  if (!verdict) return "loading";
  if ("failure" in verdict) return "failed";
  if (invalid > 0) return "invalid";
  return verdict.report.outcome === "ready" && lacks > 0 ? "needs-facts" : verdict.report.outcome;
}

const ICONS: Record<Standing, string> = { loading: "…", failed: "!", invalid: "!", ready: "✓", blocked: "✕", "needs-facts": "?" };

/** The verdict in a word, for the summary that stays in sight. */
export function Badge({ verdict, invalid, lacks = 0 }: { verdict: Verdict | undefined; invalid: number; lacks?: number }) {
  const stands = standing(verdict, invalid, lacks);
  const words = {
    loading: "Judging…",
    failed: "Error: no verdict",
    invalid: `Error: correct ${count(invalid, "field")} first`,
    ready: OUTCOMES.ready, blocked: OUTCOMES.blocked, "needs-facts": OUTCOMES["needs-facts"],
  };
  return (
    <span className="badge" data-standing={stands}>
      <span className="icon" aria-hidden="true">{ICONS[stands]}</span>
      {words[stands]}
    </span>
  );
}

/** How many are wrong and unknown, in one line. */
export function tally(report: Report): string {
  const { errors, warnings, open } = sorted(report);
  const parts = [errors > 0 && count(errors, "error"), warnings > 0 && count(warnings, "warning"), open > 0 && count(open, "open question")];
  return parts.filter(Boolean).join(", ") || `${count(report.counts.met, "rule")} met`;
}

function sorted(report: Report) {
  const of = (level: string) => report.findings.filter((finding) => finding.level === level).length;
  return { errors: of("error"), warnings: of("warning"), open: report.questions.filter((question) => question.level === "error").length };
}

const ofRequest = ({ at }: Pick<OpenPlace, "at">) => at.startsWith("/request/");

/** The questions of the report in deciding order, by what was last found out about that: the order stays while it is found out anew. */
function questionsOf(report: Report, open: Open | undefined): OpenPlace[] {
  const asked = new Set(report.questions.map(({ at }) => at));
  const ordered = open?.questions.filter(({ at }) => asked.has(at)) ?? [];
  const known = new Set(ordered.map(({ at }) => at));
  const all = [...ordered, ...report.questions.filter(({ at }) => !known.has(at))];
  // What is asked for, by whom and where, comes before what is known of it.
  return [...all.filter(ofRequest), ...all.filter((place) => !ofRequest(place))];
}

interface Props {
  verdict: Verdict | undefined;
  /** What was last found out about choices and the order of questions. */
  open: Open | undefined;
  invalid: number;
  /** The case that is judged: where somebody is refused, it is found out what could be granted to them. */
  facts?: Case;
  /** The field in which a question is answered. */
  field?: (place: OpenPlace) => ReactNode;
}

export const Panel = (props: Props) => <Recording><Judged {...props} /></Recording>;

function Judged({ verdict, open, invalid, facts, field }: Props) {
  if (!verdict) return <p>Judging…</p>;
  if ("failure" in verdict) return <Failed failure={verdict.failure} />;
  const { report } = verdict;
  return <Reported report={report} open={open} invalid={invalid} facts={facts} field={field} />;
}

function Reported({ report, open, invalid, facts, field }: { report: Report; open: Open | undefined; invalid: number; facts: Case | undefined; field: Props["field"] }) {
  const questions = useMemo(() => questionsOf(report, open), [report, open]);
  const deciding = questions.filter((question) => question.level === "error");
  const others = questions.filter((question) => question.level !== "error");
  const wrong = report.findings.filter((finding) => finding.level !== "note");
  const access = useAccess(facts, report);
  const fields = useFields();
  const grantable = access && "answer" in access ? access.answer : [];
  return (
    <div className="report">
      {invalid > 0 && <p>A field holds something that cannot be read. What follows leaves it out.</p>}
      <Warnings report={report} />
      {wrong.length > 0 && (
        <section>
          <h3>What is wrong</h3>
          <ul className="findings">
            {wrong.map((finding) => (
              <Finding key={`${finding.code}${finding.at}`} finding={finding} />
            ))}
          </ul>
        </section>
      )}
      {grantable.length > 0 && (
        <section>
          <h3>What could be granted</h3>
          <Clearing access={grantable} />
        </section>
      )}
      {access && "failure" in access && <p><strong>Error:</strong> what could be granted is not known: {access.failure.message}</p>}
      {deciding.length > 0 && (
        <section>
          <h3>What is not known and decides</h3>
          <Questions places={deciding} field={field} />
        </section>
      )}
      <Old report={report} />
      {others.length > 0 && (
        <details className="more">
          <summary>{count(others.length, "further question")}, which decide nothing</summary>
          <Questions places={others} field={field} />
        </details>
      )}
      <Beside report={report} />
      <p className="actions">
        <Copy text={() => handover(report, questions, grantable, fields)}>Copy hand-over</Copy>
        <span className="quiet">
          Judged by what was published by {report.rulebook}
        </span>
      </p>
    </div>
  );
}

/** What needs nobody before the action: notes, whose word is taken, what is to be done afterwards. */
function Beside({ report }: { report: Report }) {
  const notes = report.findings.filter((finding) => finding.level === "note");
  return (
    <>
      {notes.length > 0 && (
        <details className="more">
          <summary>{count(notes.length, "note")}</summary>
          <ul className="findings">
            {notes.map((finding) => (
              <Finding key={`${finding.code}${finding.at}`} finding={finding} />
            ))}
          </ul>
        </details>
      )}
      <Vouched report={report} />
      {report.tasks.length > 0 && (
        <details className="more">
          <summary>{count(report.tasks.length, "thing")} to do afterwards</summary>
          <ul>
            {report.tasks.map((task) => (
              <li key={task.code + task.message}>
                <Inline text={sentence(task.message)} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

/** Questions with who knows and what to call. */
function Questions({ places, field }: { places: readonly OpenPlace[]; field: Props["field"] }) {
  return (
    <ol className="questions">
      <Some of={places} what="questions">
        {(place) => (
          <li key={place.at}>
            {field ? field(place) : <p><Inline text={sentence(place.message)} /></p>}
            {!ofRequest(place) && <Known at={place.at} rules={place.rules} />}
          </li>
        )}
      </Some>
    </ol>
  );
}

/** Who knows a fact, and which call tells it: the same at every key. */
const Known = memo(
  function Known({ at, rules }: Pick<OpenPlace, "at" | "rules">) {
    const { call, stands } = useFields().told(at);
    return (
      <>
        <p className="quiet">Who knows: {owner({ rules }) || "whoever looks it up"}</p>
        {!call && stands && <p className="quiet">Source: {stands}</p>}
        {call && (
          <details className="call">
            <summary>The call that tells it</summary>
            <p className="command"><code>{call.ask}</code> <Copy text={call.ask} /></p>
          </details>
        )}
      </>
    );
  },
  (before, after) => before.at === after.at && before.rules.join() === after.rules.join(),
);
