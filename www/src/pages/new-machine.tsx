// The wizard for a new hosted machine: name, image, network, review, each step judged together with everything before it.
import { useCallback, useMemo, useState } from "react";
import { flushSync } from "react-dom";
import { Button } from "@fluentui/react-components";
import type { OpenPlace, Request, Summary } from "greenlight/whole";
import { ErrorSummary } from "../actions/error-summary";
import { simulate } from "../engine/client";
import type { Failure } from "../engine/small";
import { QuestionField, RequestField } from "../forms/question";
import { requestOf, useAction, useInvalid, type Details } from "../forms/use-action";
import { remembered, useRemembered } from "../shell/entry-state";
import { useFocusKept } from "../shell/focus";
import { Head } from "../shell/parts";
import { applied } from "../tenant/effects";
import { caseOf, instant } from "../tenant/model";
import { read, write } from "../tenant/pointer";
import { useTenant } from "../tenant/tenants";
import { Badge, Panel, standing, tally } from "../verdict/panel";
import { Basics, ImageStep, NetworkStep } from "./parts/steps";
import { Prerequisites } from "./parts/prerequisites";
import { Provisioning } from "./parts/provisioning";
import { ReviewTable } from "./parts/review-table";

const STEPS = ["Name and description", "VM image", "Network", "Review and create"] as const;
/** The heading of each. */
const HEADINGS = ["step-name", "field-image", "field-network", "step-review"] as const;
const ACTION = "create-machine";
/** The field by which a step is found; all others are in the first. */
const STEP_OF = ["name", "image", "network"];

/** What came of *Create*. */
export interface Created {
  summary: Summary;
  trace: string;
}

export default function NewMachine() {
  const [tenant, change] = useTenant();
  const [before] = useState(() => remembered<{ step: number; fields: Details }>(tenant.id));
  const [step, setStep] = useState(before.step ?? 0);
  const [fields, setFields] = useState<Details>(before.fields ?? { image: "default" });
  const [asked, setAsked] = useState(0);
  const [created, setCreated] = useState<{ came: Created | undefined; failure?: Failure }>();
  const { wrong, mark } = useInvalid();
  const details = useMemo(() => ({ environment: tenant.environment, ...fields }), [tenant.environment, fields]);
  const { facts, verdict, choices } = useAction(tenant, ACTION, details);
  const stands = standing(verdict, wrong.size);
  useFocusKept(created !== undefined);
  useRemembered(tenant.id, created ? undefined : { step, fields });
  const report = verdict && "report" in verdict ? verdict.report : undefined;
  const set = useCallback((field: string, value: unknown) => setFields((before) => ({ ...before, [field]: value })), []);
  // An answer is a fact of the tenant.
  const answer = useCallback((at: string, value: unknown) => change((before) => ({ ...before, facts: write(before.facts, at, value) })), [change]);
  // Whoever moves on reads the step from its beginning, wherever its buttons are then.
  const move = (to: number) => (flushSync(() => setStep(to)), document.getElementById(HEADINGS[to] ?? "")?.focus());
  const show = useCallback((field: string) => setStep(Math.max(STEP_OF.indexOf(field), 0)), []);
  const question = useCallback(
    (place: OpenPlace) => (place.at.startsWith("/request/") ? <RequestField place={place} show={show} /> : <QuestionField place={place} facts={facts} answer={answer} invalid={mark} />),
    [facts, answer, mark, show],
  );

  const create = async () => {
    setAsked((times) => times + 1);
    if (stands !== "ready") return;
    const request = requestOf(tenant.actor, ACTION, details);
    setCreated({ came: undefined });
    const came = await simulate({ scenario: scenarioOf(tenant, request), options: { trace: true, each: true } });
    if ("failure" in came) return setCreated({ came: undefined, failure: came.failure });
    const { facts: after } = applied(tenant.facts, request, instant(tenant));
    const described = fields.description ? { [`machines/${String(fields.name)}`]: String(fields.description) } : {};
    change((before) => ({ ...before, facts: after, descriptions: { ...before.descriptions, ...described } }));
    setCreated({ came: came.answer });
  };

  if (created) return <Provisioning created={created.came} failure={created.failure} again={() => (setCreated(undefined), setAsked(0), setStep(0), setFields({ image: "default" }))} />;
  return (
    <div className="wizard">
      <div className="form">
        <Head title="New hosted machine">For <strong>{tenant.actor ?? "nobody yet"}</strong> in <strong>{tenant.environment ?? "no environment yet"}</strong>.</Head>
        <ol className="steps">
          {STEPS.map((title, index) => (
            <li key={title}>
              <button type="button" aria-current={index === step ? "step" : undefined} onClick={() => move(index)}>
                <span aria-hidden="true">{index + 1}</span> {title}
              </button>
            </li>
          ))}
        </ol>
        {asked > 0 && stands !== "ready" && <ErrorSummary key={asked} stands={stands} verdict={verdict} wrong={wrong} lacks={fields.name ? [] : ["name"]} fieldPrefix="field-" show={show} />}
        <div hidden={step !== 0}><Basics tenant={tenant} fields={fields} report={report} set={set} mark={mark} /></div>
        {step === 1 && <ImageStep tenant={tenant} fields={fields} facts={facts} choices={choices} report={report} set={set} />}
        {step === 2 && <NetworkStep tenant={tenant} fields={fields} facts={facts} choices={choices} report={report} set={set} />}
        {step === 3 && <ReviewTable fields={fields} edit={move} />}
        <Prerequisites facts={facts} />
        <div className="commands next">
          {step > 0 && <Button onClick={() => move(step - 1)}>Previous</Button>}
          {step < 3 && <Button appearance={step === 2 ? "secondary" : "primary"} onClick={() => move(step + 1)}>Next: {STEPS[step + 1]}</Button>}
          {step === 3 && <Button appearance="primary" onClick={() => void create()}>Create</Button>}
        </div>
      </div>
      <aside className="summary" aria-labelledby="verdict-title">
        <div className="line">
          <h2 id="verdict-title" className="visually-hidden">Verdict</h2>
          <span role="status"><Badge verdict={verdict} invalid={wrong.size} /></span>
          {report && <span className="quiet">{tally(report)}</span>}
        </div>
        <Panel verdict={verdict} open={choices} invalid={wrong.size} facts={facts} field={question} />
      </aside>
    </div>
  );
}

/** The world in which the machine is made: the tenant as it is, for as long as provisioning can take. */
function scenarioOf(tenant: Parameters<typeof caseOf>[0], request: Request) {
  const { as_of, ...facts } = caseOf(tenant, undefined);
  const start = String(as_of).includes("T") ? as_of : `${String(as_of)}T08:00:00Z`;
  return { ...facts, as_of: start, horizon: "1d", seed: String(read(request, "/create-machine/name") ?? ""), timeline: [{ at: String(start), ...request }] } as never;
}
