// What the acting person can do with something, each action judged, with the first reason where it cannot.
import { useMemo } from "react";
import type { Report } from "greenlight/whole";
import { AskFor } from "../../actions/ask";
import { useVerdict } from "../../engine/use";
import { WhoAndWhere } from "../../forms/add-name";
import { requestOf, type Details } from "../../forms/use-action";
import { Inline } from "../../shell/inline";
import { caseOf } from "../../tenant/model";
import { useTenant } from "../../tenant/tenants";
import { Clearing, useAccess } from "../../verdict/grants";
import { Badge } from "../../verdict/panel";
import { Recording } from "../../verdict/recording";
import { actionOf, asked, sentence } from "../../words";

export function Can({ actions, preset }: { actions: readonly string[]; preset: Details }) {
  return (
    <Recording>
      <WhoAndWhere />
      <ul className="can">
        {actions.map((action) => <Row key={action} action={action} preset={preset} />)}
      </ul>
    </Recording>
  );
}

function Row({ action, preset }: { action: string; preset: Details }) {
  const [tenant] = useTenant();
  // The preset is written anew at every drawing; what it says is what counts.
  const facts = useMemo(() => caseOf(tenant, requestOf(tenant.actor, action, preset)), [tenant, action, JSON.stringify(preset)]);
  const verdict = useVerdict(facts);
  const report = verdict && "report" in verdict ? verdict.report : undefined;
  const access = useAccess(facts, report);
  return (
    <li>
      <span className="name">{actionOf(action)}</span>
      <Badge verdict={verdict} invalid={0} />
      <div className="why">
        {report && <Inline text={why(report)} />}
        {access && "answer" in access && <Clearing access={access.answer} />}
      </div>
      <AskFor action={action} preset={preset} size="small" aria-label={`${actionOf(action)}: details`}>Details</AskFor>
    </li>
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
