// The network connections: Microsoft's and the organisation's own, with the requirements as a live checklist, and sharing.
import { AskFor } from "../actions/ask";
import { to } from "../routes";
import type { Column } from "../shell/grid";
import { State } from "../shell/parts";
import { shown, value } from "../tenant/model";
import { useTenant } from "../tenant/tenants";
import { plain } from "../words";
import { Access, peopleOf } from "./parts/access";
import { Requirements } from "./parts/checklist";
import { NoSuchThing, sharing, ThingList, ThingPage } from "./parts/things";

export default function Networks({ rest: [name] }: { rest: string[] }) {
  return name === undefined ? <List /> : <One name={name} />;
}

function List() {
  const [tenant] = useTenant();
  const of = (name: string) => tenant.facts.networks?.[name];
  const configured = shown(tenant.facts.tenant?.custom_networks);
  const columns: Column<string>[] = [
    { title: "Region", cell: (name) => shown(of(name)?.region) },
    { title: "Subnet", cell: (name) => shown(of(name)?.subnet?.name) },
    { title: "Free addresses", kind: "number", cell: (name) => shown(of(name)?.subnet?.free) },
    { title: "Status", cell: (name) => <State word={value(of(name)?.connection?.state)} /> },
    { title: "Health", cell: (name) => <State word={value(of(name)?.connection?.health)} /> },
    { title: "Owner", cell: (name) => shown(of(name)?.connection?.owner) },
    { title: "Shared with", cell: (name) => sharing(of(name)?.connection?.shared_with) },
  ];
  return (
    <ThingList kind="networks" columns={columns} empty="No custom network is known. Machines use the Microsoft Hosted Network."
      commands={<AskFor action="create-network" appearance="primary">New network connection</AskFor>}>
      A machine without one uses the Microsoft Hosted Network. Custom networks configured in the tenant: {configured === "–" ? "not known" : configured}.
    </ThingList>
  );
}

function One({ name }: { name: string }) {
  const [tenant] = useTenant();
  const network = tenant.facts.networks?.[name];
  if (!network) return <NoSuchThing kind="networks" name={name} />;
  const { connection, subnet } = network;
  const preset = { environment: tenant.environment, network: name };
  return (
    <ThingPage
      kind="networks" name={name}
      commands={<><AskFor action="share-network" preset={preset} appearance="primary">Manage access</AskFor><AskFor action="create-network" preset={preset}>Add it as network connection</AskFor></>}
      details={[
        ["Status", <State key="s" word={value(connection?.state)} />],
        ["Health check", <State key="h" word={value(connection?.health)} />],
        ["Owner", shown(connection?.owner)],
        ["Join", plain(shown(connection?.join))],
        ["Region", shown(network.region)],
        ["Resource group", shown(network.resource_group)],
        ["Subscription", shown(network.subscription)],
        ["Subnet", shown(subnet?.name)],
        ["Free addresses", shown(subnet?.free)],
        ["Way to the Internet", plain(shown(subnet?.way_out))],
      ]}
      beside={<Requirements family="network" details={{ ...preset, image: "default", name: "bot-01" }} at={to("facts", "networks", name)} />}
    >
      <Access title="Manage access" people={peopleOf(connection?.shared_with)} share="share-network" unshare="unshare-network" preset={preset} />
    </ThingPage>
  );
}
