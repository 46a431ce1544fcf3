// One machine: its details, what can be done with it, its queue, runs, connections, errors and who has access.
import { useMemo } from "react";
import { AskFor } from "../actions/ask";
import { useAnswer } from "../engine/use";
import { Answered, State, Values } from "../shell/parts";
import { access as accessOf, running } from "../tenant/machines";
import { caseOf, items, networkOf, shown, unknownList, value } from "../tenant/model";
import { useTenant } from "../tenant/tenants";
import { plain, when } from "../words";
import { Access } from "./parts/access";
import { Can } from "./parts/can";
import { DiagnosisView } from "./parts/diagnosis";
import { NoSuchThing, ThingPage } from "./parts/things";

const ACTIONS = ["open-in-browser", "run-attended", "run-unattended", "test-flow", "restart", "edit", "add-to-group", "share-machine", "set-maintenance", "change-priority", "delete"];

export default function MachinePage({ rest: [name = ""] }: { rest: string[] }) {
  const [tenant] = useTenant();
  const machine = tenant.facts.machines?.[name];
  const request = useMemo(() => (machine ? { case: caseOf(tenant, undefined), machine: name } : undefined), [tenant, machine, name]);
  const diagnosis = useAnswer("diagnose", request);
  if (!machine) return <NoSuchThing kind="machines" name={name} />;
  const preset = { machine: name };
  const past = tenant.past.filter((one) => one.machine === name);
  const connections = items(machine.connections);
  return (
    <ThingPage
      kind="machines" name={name}
      commands={
        <>
          <AskFor action="open-in-browser" preset={preset} appearance="primary" />
          <AskFor action="restart" preset={preset} />
          <AskFor action="edit" preset={preset}>Edit details</AskFor>
          <AskFor action="share-machine" preset={preset}>Manage access</AskFor>
          <AskFor action="add-to-group" preset={preset}>Add to group</AskFor>
          <AskFor action="set-maintenance" preset={preset}>Maintenance mode</AskFor>
          <AskFor action="delete" preset={preset} />
        </>
      }
      details={[
        ["Machine type", "Hosted machine"],
        ["Connectivity status", <State key="c" word={value(machine.connectivity)} />],
        ["Machine status", <State key="s" word={value(machine.status)} />],
        ["Environment", shown(machine.environment)],
        ["Owner", shown(machine.creator)],
        ["Your access", plain(accessOf(machine, tenant.actor))],
        ["VM image", shown(machine.image)],
        ["Network", networkOf(machine.network)],
        ["Machine group", value(machine.group) === "none" ? "None" : shown(machine.group)],
        ["Version", shown(machine.desktop_version)],
        ["Maintenance mode", plain(shown(machine.maintenance))],
        ["Asked for", when(value(machine.requested))],
        ["Last restart", when(value(machine.restarted))],
        ["Flows running", running(machine)],
        ["Last run", when(value(machine.last_run))],
      ]}
      beside={
        <>
          <h2>Run queue</h2>
          <Values
            rows={[
              ["Waiting runs", shown(machine.queue?.waiting_runs)],
              ["Oldest has waited", minutes(machine.queue?.waiting_minutes)],
              ["Why the first does not start", plain(shown(machine.queue?.head))],
              ["A new run is expected to wait", minutes(machine.queue?.expected_minutes)],
            ]}
          />
          <div className="commands">
            <AskFor action="run-attended" preset={preset} size="small" />
            <AskFor action="run-unattended" preset={preset} size="small" />
            <AskFor action="test-flow" preset={preset} size="small" />
            <AskFor action="change-priority" preset={preset} size="small" />
          </div>
          <h2>Past runs</h2>
          {past.length === 0 ? (
            <p className="quiet">Nothing has happened here yet. Runs are shown beside the facts and never judged.</p>
          ) : (
            <ul className="past">
              {past.slice(0, 12).map((one, index) => (
                <li key={index}>
                  <time>{when(one.at)}</time> {one.what} <span className="quiet">({one.actor})</span>
                </li>
              ))}
            </ul>
          )}
          <h2>Connections</h2>
          {unknownList(machine.connections) ? (
            <p className="quiet">Who has a desktop flow connection to it is not known.</p>
          ) : connections.length === 0 ? (
            <p>Nobody has a desktop flow connection to it, so that no flow can run on it.</p>
          ) : (
            <ul>{connections.map((person) => <li key={person}>{person}</li>)}</ul>
          )}
        </>
      }
    >
      <section className="card">
        <h2>Provisioning errors and other trouble</h2>
        <Answered answer={diagnosis}>{(found) => <DiagnosisView diagnosis={found} />}</Answered>
      </section>
      <Access
        title="Manage access"
        people={unknownList(machine.shared_with) ? undefined : items(machine.shared_with).map(({ person, level }) => ({ person, level }))}
        share="share-machine" unshare="unshare-machine" preset={preset}
      />
      <section className="card">
        <h2>What {tenant.actor ? `${tenant.actor} can do` : "can be done"} with it</h2>
        <Can actions={ACTIONS} preset={preset} />
      </section>
    </ThingPage>
  );
}

const minutes = (fact: unknown) => {
  const text = shown(fact);
  return text === "–" ? text : `${text} minutes`;
};
