// The machine groups: hosted ones, whose bots are made on demand, and groups of machines.
import { AskFor } from "../actions/ask";
import { to } from "../routes";
import type { Column } from "../shell/grid";
import { State } from "../shell/parts";
import { items, networkOf, shown, unknownList, value } from "../tenant/model";
import { useTenant } from "../tenant/tenants";
import { plain, when } from "../words";
import { Can } from "./parts/can";
import { NoSuchThing, ThingList, ThingPage } from "./parts/things";

const ACTIONS = ["edit-group", "run-attended", "run-unattended", "test-flow", "set-maintenance", "change-priority", "open-in-browser"];

export default function Groups({ rest: [name] }: { rest: string[] }) {
  return name === undefined ? <List /> : <One name={name} />;
}

const kind = (word: string | undefined) => (word === "hosted" ? "Hosted machine group" : word === "machines" ? "Machine group" : "Not known");

function List() {
  const [tenant] = useTenant();
  const of = (name: string) => tenant.facts.groups?.[name];
  const columns: Column<string>[] = [
    { title: "Type", cell: (name) => kind(value(of(name)?.kind)) },
    { title: "State", cell: (name) => <State word={value(of(name)?.state)} /> },
    { title: "Most bots", kind: "number", cell: (name) => shown(of(name)?.max_bots) },
    { title: "Committed bots", kind: "number", cell: (name) => shown(of(name)?.committed_bots) },
    { title: "Flows queued", kind: "number", cell: (name) => shown(of(name)?.queue?.waiting_runs) },
    { title: "Owner", cell: (name) => shown(of(name)?.creator) },
  ];
  return (
    <ThingList kind="groups" columns={columns} empty="No machine group is known. Create one, or drop the answer of Dataverse's flowmachinegroups on the start page."
      commands={<><AskFor action="create-group" appearance="primary">New hosted machine group</AskFor><AskFor action="add-to-group">Add a machine to a group</AskFor></>}>
      They share out work among machines, or among bots that are made when there is work.
    </ThingList>
  );
}

function One({ name }: { name: string }) {
  const [tenant] = useTenant();
  const group = tenant.facts.groups?.[name];
  if (!group) return <NoSuchThing kind="groups" name={name} />;
  const preset = { group: name };
  const members = items(group.members);
  return (
    <ThingPage
      kind="groups" name={name}
      commands={<><AskFor action="edit-group" preset={preset} appearance="primary">Edit</AskFor><AskFor action="add-to-group" preset={preset}>Add a machine</AskFor><AskFor action="set-maintenance" preset={preset}>Maintenance mode</AskFor></>}
      details={[
        ["Type", kind(value(group.kind))],
        ["State", <State key="s" word={value(group.state)} />],
        ["Owner", shown(group.creator)],
        ["VM image", shown(group.image)],
        ["Network", networkOf(group.network)],
        ["Most bots", shown(group.max_bots)],
        ["Committed bots", shown(group.committed_bots)],
        ["Provisioned", when(value(group.provisioned))],
        ["Last run", when(value(group.last_run))],
        ["Flows queued", shown(group.queue?.waiting_runs)],
      ]}
      beside={
        <>
          <h2>Members</h2>
          {value(group.kind) === "hosted" ? <p>Its bots are made when there is work, and not listed.</p> : unknownList(group.members) ? <p className="quiet">Its machines are not known.</p> : (
            <ul>{members.map((member) => <li key={member}>{tenant.facts.machines?.[member] ? <a href={to("machine", member)}>{member}</a> : <>{member} <span className="quiet">standard machine</span></>}</li>)}</ul>
          )}
          <h2>Shared with</h2>
          {items(group.shared_with).length === 0 ? <p className="quiet">Nobody, as far as is known.</p> : <ul>{items(group.shared_with).map(({ person, level }) => <li key={person}>{person} <span className="quiet">{plain(level)}</span></li>)}</ul>}
        </>
      }
    >
      <section className="card">
        <h2>What {tenant.actor ? `${tenant.actor} can do` : "can be done"} with it</h2>
        <Can actions={ACTIONS} preset={preset} />
      </section>
    </ThingPage>
  );
}
