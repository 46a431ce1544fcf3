// What the acting person can do with something, each action judged, with the first reason where it cannot.
import { useMemo } from "react";
import { AskFor } from "../../actions/ask";
import { judge } from "../../engine/small";
import { useEngine } from "../../engine/use";
import { requestOf, type Details } from "../../forms/use-action";
import { Inline } from "../../shell/inline";
import { caseOf } from "../../tenant/model";
import { useTenant } from "../../tenant/tenants";
import { Badge } from "../../verdict/panel";
import { plain, sentence } from "../../words";

export function Can({ actions, preset }: { actions: readonly string[]; preset: Details }) {
  const [tenant] = useTenant();
  const { ready } = useEngine();
  const judged = useMemo(
    () => actions.map((action) => ({ action, verdict: ready ? judge(caseOf(tenant, requestOf(tenant.actor ?? "someone", action, preset))) : undefined })),
    // The preset is written anew at every drawing; what it says is what counts.
    [actions, tenant, ready, JSON.stringify(preset)],
  );
  return (
    <ul className="can">
      {judged.map(({ action, verdict }) => {
        const report = verdict && "report" in verdict ? verdict.report : undefined;
        const first = report?.outcome === "ready" ? undefined : report?.findings.find((finding) => finding.level === "error")?.message ?? report?.questions.find((question) => question.level === "error")?.message;
        return (
          <li key={action}>
            <span className="name">{plain(action)}</span>
            <Badge verdict={verdict} invalid={0} />
            <span className="why">{first && <Inline text={sentence(first)} />}</span>
            <AskFor action={action} preset={preset} size="small" aria-label={`${plain(action)}: details`}>Details</AskFor>
          </li>
        );
      })}
    </ul>
  );
}
