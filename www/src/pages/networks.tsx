// The network connections: Microsoft's and the organisation's own, with the requirements as a live checklist, and sharing.
import { AskFor } from "../actions/ask";
import { to } from "../routes";
import { Grid, type Column } from "../shell/grid";
import { Head, State, Values } from "../shell/parts";
import { items, names, shown, unknownList, value } from "../tenant/model";
import { useTenant } from "../tenant/tenants";
import { count, plain } from "../words";
import { Access } from "./parts/access";
import { Checklist } from "./parts/checklist";
import { Description } from "./parts/description";

export default function Networks({ rest: [name] }: { rest: string[] }) {
  return name === undefined ? <List /> : <One name={name} />;
}

function List() {
  const [tenant] = useTenant();
  const of = (name: string) => tenant.facts.networks?.[name];
  const shared = (name: string) => of(name)?.connection?.shared_with;
  const columns: Column<string>[] = [
    { title: "Name", cell: (name) => <a href={to("networks", name)}>{name}</a> },
    { title: "Description", cell: (name) => tenant.descriptions[`networks/${name}`] ?? "–" },
    { title: "Region", cell: (name) => shown(of(name)?.region) },
    { title: "Subnet", cell: (name) => shown(of(name)?.subnet?.name) },
    { title: "Free addresses", number: true, cell: (name) => shown(of(name)?.subnet?.free) },
    { title: "Status", cell: (name) => <State word={value(of(name)?.connection?.state)} /> },
    { title: "Health", cell: (name) => <State word={value(of(name)?.connection?.health)} /> },
    { title: "Owner", cell: (name) => shown(of(name)?.connection?.owner) },
    { title: "Shared with", cell: (name) => (unknownList(shared(name)) ? "Not known" : count(items(shared(name)).length, "person", "people")) },
  ];
  return (
    <>
      <Head title="Network connections" commands={<AskFor action="create-network" appearance="primary">New network connection</AskFor>}>
        A machine without one uses the Microsoft Hosted Network. Custom networks configured in the tenant: {shown(tenant.facts.tenant?.custom_networks)}.
      </Head>
      <Grid label="Network connections" columns={columns} rows={names(tenant, "networks")} keyOf={(name) => name} empty="No custom network is known. Machines use the Microsoft Hosted Network." />
    </>
  );
}

function One({ name }: { name: string }) {
  const [tenant] = useTenant();
  const network = tenant.facts.networks?.[name];
  if (!network) return <Head title={name}>There is no such network in the tenant. <a href={to("networks")}>See all networks</a>.</Head>;
  const { connection, subnet } = network;
  const preset = { environment: tenant.environment, network: name };
  return (
    <>
      <p className="crumbs"><a href={to("networks")}>Network connections</a></p>
      <Head title={name} commands={<><AskFor action="share-network" preset={preset} appearance="primary">Manage access</AskFor><AskFor action="create-network" preset={preset}>Add it as network connection</AskFor></>} />
      <div className="columns">
        <section className="card">
          <h2>Details</h2>
          <Description kind="networks" name={name} />
          <Values
            rows={[
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
          />
        </section>
        <section className="card">
          <h2>Requirements</h2>
          <Checklist action="create-machine" family="network" details={{ environment: tenant.environment, image: "default", network: name, name: "bot-01" }} />
          <p className="quiet">What is not known is answered under <a href={to("facts", "networks", name)}>Tenant facts</a>.</p>
        </section>
      </div>
      <Access title="Manage access" people={unknownList(connection?.shared_with) ? undefined : items(connection?.shared_with).map((person) => ({ person }))} share="share-network" unshare="unshare-network" preset={preset} />
    </>
  );
}
