// The VM images: the default one and those of the organisation's own, with requirements and sharing.
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

export default function Images({ rest: [name] }: { rest: string[] }) {
  return name === undefined ? <List /> : name === "default" ? <Default /> : <One name={name} />;
}

const crumbs = <p className="crumbs"><a href={to("images")}>VM images</a></p>;

function List() {
  const [tenant] = useTenant();
  const columns: Column<string>[] = [
    { title: "Name", cell: (name) => <a href={to("images", name)}>{name === "default" ? "Default Windows Desktop Image" : name}</a> },
    { title: "Description", cell: (name) => (name === "default" ? "Windows 11, kept by Microsoft" : (tenant.descriptions[`images/${name}`] ?? "–")) },
    { title: "Use with", cell: (name) => (name === "default" ? "Both" : plain(shown(tenant.facts.images?.[name]?.usage))) },
    { title: "Status", cell: (name) => (name === "default" ? <State word="active" /> : <State word={value(tenant.facts.images?.[name]?.version_status)} />) },
    { title: "Owner", cell: (name) => (name === "default" ? "Microsoft" : shown(tenant.facts.images?.[name]?.owner)) },
    { title: "Shared with", cell: (name) => sharing(name === "default" ? tenant.facts.environments?.[tenant.environment ?? ""]?.default_image?.shared_with : tenant.facts.images?.[name]?.shared_with) },
  ];
  return (
    <>
      <Head title="VM images" commands={<><AskFor action="create-image" appearance="primary">New VM image</AskFor><AskFor action="share-default-image">Share the default image</AskFor></>}>
        What hosted machines of <strong>{tenant.environment}</strong> can be made from.
      </Head>
      <Grid label="VM images" columns={columns} rows={["default", ...names(tenant, "images")]} keyOf={(name) => name} empty="No image is known." />
    </>
  );
}

const sharing = (list: unknown) => (unknownList(list) ? "Not known" : count(items(list as string[]).length, "person", "people"));
const people = (list: unknown) => (unknownList(list) ? undefined : items(list as string[]).map((person) => ({ person })));

function Default() {
  const [tenant] = useTenant();
  const shared = tenant.facts.environments?.[tenant.environment ?? ""]?.default_image;
  const preset = { environment: tenant.environment };
  return (
    <>
      {crumbs}
      <Head title="Default Windows Desktop Image" commands={<AskFor action="share-default-image" preset={preset} appearance="primary">Manage access</AskFor>}>
        Windows 11, part of the environment. System Administrators and Desktop Flows Machine Image Admins see it; everybody else after it is shared with them.
      </Head>
      {value(shared?.shared_with_all) === "enabled" && <p>Everybody in the environment sees it.</p>}
      <Access title="Manage access" people={people(shared?.shared_with)} share="share-default-image" unshare="unshare-default-image" preset={preset} />
    </>
  );
}

function One({ name }: { name: string }) {
  const [tenant] = useTenant();
  const image = tenant.facts.images?.[name];
  if (!image) return <Head title={name}>There is no such image in the tenant. <a href={to("images")}>See all images</a>.</Head>;
  const preset = { environment: tenant.environment, image: name };
  return (
    <>
      {crumbs}
      <Head title={name} commands={<><AskFor action="share-image" preset={preset} appearance="primary">Manage access</AskFor><AskFor action="create-image" preset={preset}>Add it as VM image</AskFor></>} />
      <div className="columns">
        <section className="card">
          <h2>Details</h2>
          <Description kind="images" name={name} />
          <Values
            rows={[
              ["Use with", plain(shown(image.usage))],
              ["Status", <State key="s" word={value(image.version_status)} />],
              ["Owner", shown(image.owner)],
              ["Operating system", [shown(image.os?.family), shown(image.os?.edition), shown(image.os?.version)].filter((part) => part !== "–").map(plain).join(" ") || "–"],
              ["Generation", shown(image.generation)],
              ["Security type", plain(shown(image.security_type))],
              ["OS disk", shown(image.os_disk_gb) === "–" ? "–" : `${shown(image.os_disk_gb)} GB`],
              ["Regions", items(image.regions).join(", ") || "–"],
              ["Subscription", shown(image.subscription)],
            ]}
          />
        </section>
        <section className="card">
          <h2>Requirements</h2>
          <Checklist action="create-machine" family="image" details={{ environment: tenant.environment, image: name, name: "bot-01" }} />
          <p className="quiet">What is not known is answered under <a href={to("facts", "images", name)}>Tenant facts</a>.</p>
        </section>
      </div>
      <Access title="Manage access" people={people(image.shared_with)} share="share-image" unshare="unshare-image" preset={preset} />
    </>
  );
}
