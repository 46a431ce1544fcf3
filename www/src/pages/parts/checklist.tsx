// The requirements on an image or a network as a checklist, each judged on the tenant as it is.
import { useMemo } from "react";
import { rules } from "../../engine/small";
import { useVerdict } from "../../engine/use";
import { requestOf, type Details } from "../../forms/use-action";
import { to } from "../../routes";
import { Inline } from "../../shell/inline";
import { Failed, Stated } from "../../shell/parts";
import { caseOf } from "../../tenant/model";
import { useTenant } from "../../tenant/tenants";
import { plain, sentence } from "../../words";

const ALL = { all: true };
/** What needs somebody comes first. */
const ORDER = ["broken", "unknown", "met"];

/** The requirements on something of which a machine is to be made, and where to answer what is not known. */
export const Requirements = ({ family, details, at }: { family: string; details: Details; at: string }) => (
  <>
    <h2>Requirements</h2>
    <Checklist action="create-machine" family={family} details={details} />
    <p className="quiet">What is not known is answered under <a href={at}>Tenant facts</a>.</p>
  </>
);

function Checklist({ action, details, family }: { action: string; details: Details; family: string }) {
  const [tenant] = useTenant();
  const asked = JSON.stringify(details);
  const verdict = useVerdict(useMemo(() => caseOf(tenant, requestOf(tenant.actor, action, JSON.parse(asked) as Details)), [tenant, action, asked]), ALL);
  if (!verdict) return <p>Judging…</p>;
  if ("failure" in verdict) return <Failed failure={verdict.failure} />;
  const { report } = verdict;
  const rows = (report.verdicts ?? []).filter(({ code, verdict }) => rules().get(code)?.family === family && ORDER.includes(verdict));
  rows.sort((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict));
  return (
    <ul className="checklist">
      {rows.map(({ code, verdict }) => {
        const finding = report.findings.find((found) => found.code === code);
        const missing = report.questions.filter((question) => question.rules.includes(code));
        return (
          <li key={code}>
            <Stated word={verdict}>
              {finding ? <Inline text={sentence(finding.message)} /> : plain(rules().get(code)?.name ?? code)}
              {missing.length > 0 && <span className="quiet">: <Inline text={missing.map((question) => question.message).join("; ")} /></span>} <a href={to("rulebook", code)}>{code}</a>
            </Stated>
          </li>
        );
      })}
    </ul>
  );
}
