// What the acting person can do with something, each action judged, with the first reason where it cannot.
import { useMemo } from "react";
import type { Case, Report } from "greenlight/whole";
import { AskFor } from "../../actions/ask";
import { judge } from "../../engine/small";
import { useEngine } from "../../engine/use";
import { WhoAndWhere } from "../../forms/add-name";
import { requestOf, type Details } from "../../forms/use-action";
import { Inline } from "../../shell/inline";
import { caseOf } from "../../tenant/model";
import { useTenant } from "../../tenant/tenants";
import { Clearing, useAccess } from "../../verdict/grants";
import { Badge } from "../../verdict/panel";
import { asked, plain, sentence } from "../../words";

export function Can({ actions, preset }: { actions: readonly string[]; preset: Details }) {
  const [tenant] = useTenant();
  const { ready } = useEngine();
  const judged = useMemo(
    () => actions.map((action) => {
      const facts = caseOf(tenant, requestOf(tenant.actor, action, preset));
      return { action, facts, verdict: ready ? judge(facts) : undefined };
    }),
    // The preset is written anew at every drawing; what it says is what counts.
    [actions, tenant, ready, JSON.stringify(preset)],
  );
  return (
    <>
      <WhoAndWhere />
      <ul className="can">
        {judged.map(({ action, facts, verdict }) => {
          const report = verdict && "report" in verdict ? verdict.report : undefined;
          return (
            <li key={action}>
              <span className="name">{plain(action)}</span>
              <Badge verdict={verdict} invalid={0} />
              <div className="why">
                {report && <Inline text={why(report)} />}
                {report?.outcome === "blocked" && <Grantable facts={facts} report={report} />}
              </div>
              <AskFor action={action} preset={preset} size="small" aria-label={`${plain(action)}: details`}>Details</AskFor>
            </li>
          );
        })}
      </ul>
    </>
  );
}

/** The first reason why it cannot be done, or cannot be said. */
function why({ outcome, findings, questions, warnings }: Report): string {
  if (outcome === "ready") return "";
  const finding = findings.find(({ level }) => level === "error");
  const question = questions.find(({ level }) => level === "error");
  if (finding || outcome === "blocked") return sentence(finding?.message ?? warnings[0]?.message ?? "");
  return question ? asked(question.at, question.message) : "";
}

function Grantable({ facts, report }: { facts: Case; report: Report }) {
  const access = useAccess(facts, report);
  return access && "answer" in access && access.answer.length > 0 ? <Clearing access={access.answer} /> : null;
}
