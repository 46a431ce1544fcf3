// The life of a machine after *Create*, in accelerated time: its stage, what that waits for, and failures as the service reports them.
import { useEffect, useMemo, useState } from "react";
import { Button, ProgressBar } from "@fluentui/react-components";
import type { Failure } from "../../engine/small";
import { to } from "../../routes";
import { LinkButton } from "../../shell/link-button";
import { Head } from "../../shell/parts";
import { useTenant } from "../../tenant/tenants";
import { pointer, write } from "../../tenant/pointer";
import { lasts, plain, sentence, when } from "../../words";
import type { Created } from "../new-machine";
import { Can } from "./can";

const STAGES: Record<string, string> = {
  checks: "Power Automate checks what was asked for",
  capacity: "waits for capacity in the Azure region",
  network: "gets an address in the network",
  image: "gets a copy of the image",
  "virtual-machine": "the virtual machine starts for the first time",
  "entra-join": "joins Microsoft Entra ID",
  "intune-enrolment": "enrols in Microsoft Intune",
  registration: "registers with the environment",
  active: "can be used",
  failed: "could not be made",
};
const NEXT = ["open-in-browser", "run-attended", "run-unattended", "share-machine", "add-to-group", "delete"];
/** How long a stage is shown, whatever it takes. */
const STAGE_MS = 350;

interface Move {
  at: string;
  machine: string;
  to: string;
  attempt: number;
  code?: string;
}

export function Provisioning({ created, failure, again }: { created: Created | undefined; failure: Failure | undefined; again: () => void }) {
  const [, change] = useTenant();
  const moves = useMemo(() => (created ? movesOf(created.trace) : []), [created]);
  const still = useMemo(() => matchMedia("(prefers-reduced-motion: reduce)").matches, []);
  const [reached, setReached] = useState(0);
  const steps = still ? moves.length : Math.min(reached, moves.length);
  const over = created !== undefined && steps >= moves.length;

  useEffect(() => {
    if (!created || steps >= moves.length) return;
    const timer = setTimeout(() => setReached((before) => before + 1), STAGE_MS);
    return () => clearTimeout(timer);
  }, [created, steps, moves.length]);

  useEffect(() => {
    if (!over) return;
    const ends = new Map(moves.map((move) => [move.machine, move]));
    change((tenant) => {
      let { facts } = tenant;
      for (const [machine, { to: status, code }] of ends) {
        if (!facts.machines?.[machine]) continue;
        facts = write(facts, pointer("machines", machine, "status"), status === "active" ? "active" : "failed");
        facts = write(facts, pointer("machines", machine, "connectivity"), status === "active" ? "connected" : "disconnected");
        if (code) facts = write(facts, pointer("machines", machine, "error"), code);
      }
      return { ...tenant, facts };
    });
  }, [over, moves, change]);

  if (failure) {
    return (
      <>
        <Head title="It was not created" commands={<Button onClick={again}>Back to the form</Button>}><strong>Error:</strong> {sentence(failure.message)}. {sentence(failure.help)}.</Head>
      </>
    );
  }
  if (!created) return <Head title="Creating…">The request is accepted; its life is being computed.</Head>;
  const machines = [...new Set(moves.map((move) => move.machine))];
  const seen = moves.slice(0, steps);
  return (
    <>
      <Head title={over ? verdictOf(created) : "Creating…"}
        commands={over && <><LinkButton href={machines.length === 1 ? to("machine", machines[0] ?? "") : to("machines")} primary>Go to {machines.length === 1 ? machines[0] : "the machines"}</LinkButton><Button onClick={again}>Create another</Button></>}>
        Accelerated: what takes the service {lasts(length(moves))} passes in seconds here. Durations are assumed; Microsoft publishes none.
      </Head>
      <div role="status" className="visually-hidden">{over ? verdictOf(created) : ""}</div>
      {machines.map((machine) => {
        const own = seen.filter((move) => move.machine === machine);
        const all = moves.filter((move) => move.machine === machine);
        return (
          <section key={machine} className="card provisioning">
            <h2>{machine}</h2>
            <ProgressBar value={own.length / Math.max(all.length, 1)} aria-label={`${machine}: how far it is`} />
            <ol>
              {own.map((move, index) => (
                <li key={index} data-stage={move.to} aria-current={index === own.length - 1 ? "step" : undefined}>
                  <time>{when(move.at)}</time> <strong>{plain(move.to)}</strong>: {STAGES[move.to] ?? move.to}
                  {move.code && <> with <a href={to("problems", move.code)}><code>{move.code}</code></a></>}
                  {move.attempt > 1 && <span className="quiet"> (attempt {move.attempt})</span>}
                </li>
              ))}
            </ol>
          </section>
        );
      })}
      {over && (
        <section className="card">
          <h2>What can be done now</h2>
          {created.summary.failures.map((line) => <p key={line.code}><code>{line.code}</code>: {line.meaning} {line.remedy}</p>)}
          <Can actions={NEXT} preset={{ machine: machines[0] }} />
        </section>
      )}
    </>
  );
}

function movesOf(trace: string): Move[] {
  return trace.split("\n").filter(Boolean).map((line) => JSON.parse(line) as Record<string, unknown>).filter((line) => line.machine && line.to && line.from)
    .map((line) => ({ at: String(line.at), machine: String(line.machine), to: String(line.to), attempt: Number(line.attempt ?? 1), ...(line.code ? { code: String(line.code) } : {}) }))
    .filter((move, _, all) => all.some((first) => first.machine === move.machine && first.to === "checks"));
}

const length = (moves: Move[]) => (moves.length > 1 ? Date.parse(moves.at(-1)!.at) - Date.parse(moves[0]!.at) : 0);

function verdictOf({ summary: { machines } }: Created): string {
  if (machines.failed > 0) return machines.total === 1 ? "The machine could not be made" : `${machines.failed} of ${machines.total} machines could not be made`;
  return machines.total === 1 ? "The machine is active" : `${machines.active} of ${machines.total} machines are active`;
}
