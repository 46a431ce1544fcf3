// The ledger: what is owned, allocated, taken and free, what people hold, and when trials run out.
import { useMemo } from "react";
import type { Amount, EnvironmentLedger } from "greenlight/whole";
import { AskFor } from "../actions/ask";
import { useAnswer } from "../engine/use";
import { Grid, type Column } from "../shell/grid";
import { Inline } from "../shell/inline";
import { Answered, Head, State, Stated } from "../shell/parts";
import { caseOf } from "../tenant/model";
import { useTenant } from "../tenant/tenants";
import { Some } from "../shell/some";
import { plain, sentence, when } from "../words";

const units = (amount: Amount | undefined) => (amount === null || amount === undefined ? "?" : typeof amount === "number" ? String(amount) : `at least ${amount.at_least}`);

export default function Licences() {
  const [tenant] = useTenant();
  const request = useMemo(() => ({ case: caseOf(tenant, undefined) }), [tenant]);
  const answer = useAnswer("licences", request);
  const preset = { environment: tenant.environment };
  return (
    <>
      <Head title="Licences and trials"
        commands={<><AskFor action="start-trial" preset={preset} appearance="primary">Start a trial</AskFor><AskFor action="extend-trial">Extend a trial</AskFor><AskFor action="request-capacity" preset={preset}>Request capacity</AskFor><AskFor action="change-cross-geo" preset={preset}>Cross-geo support</AskFor></>}>
        Each hosted machine takes one unit of capacity of its environment, and its creator a plan.
      </Head>
      <Answered answer={answer}>
        {(ledger) => (
          <>
            <p className="quiet">{sentence(ledger.product.says)}.</p>
            {ledger.environments.map((environment) => <Environment key={environment.name} ledger={environment} />)}
            <section className="card">
              <h2>Trials</h2>
              <ul className="can">
                {ledger.trials.map((trial, index) => (
                  <li key={index}>
                    <span className="name">{plain(trial.trial)}{trial.person && <span className="quiet"> {trial.person}</span>}</span>
                    <State word={trial.state} />
                    <span className="why">{trial.ends && <strong>{trial.state === "ended" ? "Ended" : "Ends"} {when(trial.ends)}. </strong>}<Inline text={sentence(trial.says)} /></span>
                  </li>
                ))}
              </ul>
              {ledger.tenant.says.map((says) => <p key={says} className="quiet">{sentence(says)}.</p>)}
            </section>
            <section className="card">
              <h2>People</h2>
              {ledger.people.length === 0 && <p className="quiet">Nobody is known of this tenant yet.</p>}
              <ul className="needs">
                <Some of={ledger.people} what="people">
                  {(person) => (
                    <li key={person.name}>
                      <strong>{person.name}</strong>{person.creates.length > 0 && <span className="quiet"> created {person.creates.join(", ")}</span>}
                      <ul className="stated-list">
                        {person.plans.map((plan, index) => <li key={index}><Stated word={plan.covered}><Inline text={sentence(plan.says)} /></Stated></li>)}
                        {person.licences.map((licence) => <li key={licence.licence}><Stated word={licence.held}><Inline text={sentence(licence.says)} /></Stated></li>)}
                      </ul>
                    </li>
                  )}
                </Some>
              </ul>
            </section>
            {ledger.questions.length > 0 && (
              <section className="card">
                <h2>What is not known</h2>
                <ul><Some of={ledger.questions} what="questions">{(question) => <li key={question.at}><Inline text={sentence(question.message)} /></li>}</Some></ul>
              </section>
            )}
          </>
        )}
      </Answered>
    </>
  );
}

const COLUMNS: Column<EnvironmentLedger["lines"][number]>[] = [
  { title: "What", cell: (line) => plain(line.what) },
  { title: "Units", kind: "number", cell: (line) => units(line.units) },
  { title: "In words", kind: "wide", cell: (line) => <Inline text={sentence(line.says)} /> },
];

function Environment({ ledger }: { ledger: EnvironmentLedger }) {
  return (
    <section className="card">
      <h2>{ledger.name}</h2>
      {ledger.now && <p><Stated word={ledger.now.state}><Inline text={sentence(ledger.now.says)} /></Stated></p>}
      <Grid label={`Capacity of ${ledger.name}`} columns={COLUMNS} rows={ledger.lines} keyOf={(line) => line.what} empty="Nothing is known of its capacity." />
      {ledger.overage.length > 0 && (
        <>
          <h3>Over capacity</h3>
          <ul>{ledger.overage.map((over) => <li key={over.says}><Inline text={sentence(over.says)} /></li>)}</ul>
        </>
      )}
      {ledger.remarks.map((remark) => <p key={remark} className="quiet"><Inline text={sentence(remark)} /></p>)}
    </section>
  );
}
