// What would happen: a scenario on the tenant, written or put together, run in a worker, with its timeline and distribution.
import { Suspense, useCallback, useMemo, useState } from "react";
import { Button, Field, ProgressBar, Spinner, Textarea } from "@fluentui/react-components";
import type { Scenario } from "greenlight/whole";
import { cancel, simulate, type Answer } from "../engine/client";
import type { Verbs } from "../engine/messages";
import { known } from "../actions/fields";
import { WhoAndWhere } from "../forms/add-name";
import { FactInput } from "../forms/fact-input";
import { JsonEditor } from "../forms/json-editor";
import { loadScenarioSchema } from "../forms/schema";
import { requestOf, useInvalid } from "../forms/use-action";
import { Answered, Head } from "../shell/parts";
import { caseOf, names as namesOf, type Tenant } from "../tenant/model";
import { useTenant } from "../tenant/tenants";
import { count } from "../words";
import { AddEntry } from "./parts/add-entry";
import { SimulationResult } from "./parts/simulation-result";

type Came = Answer<Verbs["simulate"]["says"]>;

export default function Simulation() {
  const [tenant] = useTenant();
  // A scenario is begun with somebody and somewhere; once they are known, it is begun anew.
  return <Scene key={String(tenant.actor !== undefined && tenant.environment !== undefined)} tenant={tenant} />;
}

function Scene({ tenant }: { tenant: Tenant }) {
  const [plan, setPlan] = useState(() => JSON.stringify(first(tenant), null, 2));
  const [replicates, setReplicates] = useState<unknown>(20);
  const [objectives, setObjectives] = useState("p90 < 90m");
  const [progress, setProgress] = useState<{ done: number; total: number }>();
  const [came, setCame] = useState<Came>();
  const { wrong, mark } = useInvalid();
  const parsed = useMemo(() => read(plan), [plan]);
  const names = useCallback((path: readonly string[]) => namesAt(tenant, path), [tenant]);
  const running = progress !== undefined;

  const run = async () => {
    if ("wrong" in parsed || wrong.size > 0) return;
    setProgress({ done: 0, total: 1 });
    setCame(undefined);
    const { as_of, ...facts } = caseOf(tenant, undefined);
    const scenario = { ...facts, as_of, seed: "1", ...parsed.plan, replicates } as Scenario;
    const wanted = objectives.split("\n").map((line) => line.trim()).filter(Boolean);
    setCame(await simulate({ scenario, options: { each: true, ...(wanted.length > 0 ? { objectives: wanted } : {}) } }, (done, total) => setProgress({ done, total })));
    setProgress(undefined);
  };

  return (
    <>
      <Head title="Simulation"
        commands={running ? <Button onClick={cancel}>Cancel</Button> : <Button appearance="primary" disabled={"wrong" in parsed} onClick={() => void run()}>Run</Button>}>
        The tenant as it is, and what people do with it over time. It runs in a worker of this browser; the page stays usable.
      </Head>
      <WhoAndWhere />
      <div className="columns">
        <section className="card">
          <h2>Scenario</h2>
          <Suspense fallback={<Spinner label="Loading…" />}>
            <AddEntry add={(entry) => setPlan((before) => withEntry(before, entry))} />
          </Suspense>
          <JsonEditor
            label="Scenario beside the facts of the tenant" hint="JSON: horizon, seed, timeline, faults, durations, assumptions. Ctrl+Space offers what can stand at the cursor."
            value={plan} wrong={"wrong" in parsed ? parsed.wrong : undefined} schema={loadScenarioSchema} known={names} onChange={setPlan}
          />
        </section>
        <section className="card">
          <h2>How to run it</h2>
          <FactInput label="Replicates" hint="How often, each time with other randomness" shape={{ kind: "number" }} value={replicates} onChange={setReplicates} onInvalid={(what) => mark("replicates", what)} />
          <Field label="Objectives" hint="One a line, such as p90 < 90m, failed = 0, share(ready within 2h) >= 95%">
            <Textarea value={objectives} resize="vertical" onChange={(_, { value }) => setObjectives(value)} />
          </Field>
          {running && (
            <div role="status">
              <ProgressBar {...(progress.done > 0 ? { value: progress.done / progress.total } : {})} aria-label="How far the simulation is" />
              <p>{progress.done > 0 ? `${Math.round((100 * progress.done) / progress.total)} %` : "Running…"}</p>
            </div>
          )}
          {came && !running && <p role="status">{"answer" in came ? `Done: ${count(came.answer.summary.events, "event")} in ${count(came.answer.summary.totals_over_replicates, "replicate")}` : "No result"}</p>}
        </section>
      </div>
      {came && <Answered answer={came}>{({ summary }) => <SimulationResult summary={summary} />}</Answered>}
    </>
  );
}

/** The names that fit a place of a scenario: who acts, and what an action of the timeline is about. */
function namesAt(tenant: Tenant, [table, , action = "", field]: readonly string[]): string[] | undefined {
  if (table === "faults") return known(tenant, "", action);
  if (table !== "timeline") return undefined;
  return action === "actor" ? namesOf(tenant, "people") : field === undefined ? undefined : known(tenant, action, field);
}

function first(tenant: Tenant) {
  const machine = { environment: tenant.environment, name: "rollout", image: "default", count: 3 };
  return { horizon: "7d", seed: "1", timeline: [{ at: "d1T09:00", ...requestOf(tenant.actor, "create-machine", machine) }] };
}

function read(text: string): { plan: Partial<Scenario> } | { wrong: string } {
  try {
    const plan: unknown = JSON.parse(text);
    return typeof plan === "object" && plan !== null && !Array.isArray(plan) ? { plan: plan as Partial<Scenario> } : { wrong: "write an object in braces" };
  } catch (error) {
    return { wrong: `this is not JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
}

function withEntry(text: string, entry: object): string {
  const told = read(text);
  if ("wrong" in told) return text;
  return JSON.stringify({ ...told.plan, timeline: [...(told.plan.timeline ?? []), entry] }, null, 2);
}
