// What is missing to judge a new machine in this environment, by the call that supplies it.
import { useMemo } from "react";
import { useVerdict } from "../../engine/use";
import { useFields } from "../../forms/fields";
import { WhoAndWhere } from "../../forms/add-name";
import { requestOf } from "../../forms/use-action";
import { Copy } from "../../shell/copy";
import { Inline } from "../../shell/inline";
import { Failed } from "../../shell/parts";
import { Some } from "../../shell/some";
import { caseOf, type Tenant } from "../../tenant/model";
import { owner } from "../../verdict/handover";
import { Old, Warnings } from "../../verdict/notices";
import { count, sentence } from "../../words";

export function Missing({ tenant }: { tenant: Tenant }) {
  const facts = useMemo(
    () => caseOf(tenant, requestOf(tenant.actor, "create-machine", { environment: tenant.environment, image: "default", name: "bot-01" })),
    [tenant],
  );
  const verdict = useVerdict(facts);
  const fields = useFields();
  if (!verdict) return <section className="card"><h2>What is missing</h2><p>Judging…</p></section>;
  if ("failure" in verdict) {
    return (
      <section className="card">
        <h2>The facts cannot be judged</h2>
        <Failed failure={verdict.failure} />
      </section>
    );
  }
  const asks = verdict.report.questions.filter(({ at }) => at.startsWith("/request/"));
  const questions = verdict.report.questions.filter((question) => !asks.includes(question));
  const byCall = [...Map.groupBy(questions, ({ at }) => {
    const { call, stands } = fields.told(at);
    return call ? `call ${call.ask}` : `page ${stands ?? ""}`;
  })].map(([from, some]) => ({ call: from.startsWith("call ") ? from.slice(5) : undefined, page: from.slice(5), some }));
  return (
    <section className="card">
      <h2>What is missing</h2>
      <Warnings report={verdict.report} />
      <WhoAndWhere />
      {questions.length === 0 ? asks.length === 0 && (
        <p>Nothing: a machine on the default image and Microsoft's network can be judged for {tenant.actor} in {tenant.environment}.</p>
      ) : (
        <>
          <p>To judge a machine on the default image and Microsoft's network, {count(questions.length, "fact")} {questions.length === 1 ? "is" : "are"} missing.</p>
          <ul className="files">
            {byCall.map(({ call, page, some }) => (
              <li key={call ?? page}>
                {call ? <p className="command"><code>{call}</code> <Copy text={call} /></p> : <p><strong>{sentence(page) || "No call tells these: somebody has to answer them"}</strong></p>}
                <ul>
                  <Some of={some} what={call ?? page} at={20}>
                    {(question) => <li key={question.at}><Inline text={sentence(question.message)} /> <span className="quiet">({owner(question)})</span></li>}
                  </Some>
                </ul>
              </li>
            ))}
          </ul>
        </>
      )}
      <Old report={verdict.report} />
    </section>
  );
}
