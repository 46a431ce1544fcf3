// The VM images: the default one and those of the organisation's own, with requirements and sharing.
import { AskFor } from "../actions/ask";
import { to } from "../routes";
import type { Column } from "../shell/grid";
import { Head, State } from "../shell/parts";
import { items, shown, value } from "../tenant/model";
import { useTenant } from "../tenant/tenants";
import { plain } from "../words";
import { Access, peopleOf } from "./parts/access";
import { Requirements } from "./parts/checklist";
import { Crumbs, NoSuchThing, sharing, ThingList, ThingPage } from "./parts/things";

export default function Images({ rest: [name] }: { rest: string[] }) {
  return name === undefined ? <List /> : name === "default" ? <Default /> : <One name={name} />;
}

const DEFAULT = "Default Windows Desktop Image";

function List() {
  const [tenant] = useTenant();
  const of = (name: string) => tenant.facts.images?.[name];
  const standard = tenant.facts.environments?.[tenant.environment ?? ""]?.default_image;
  const columns: Column<string>[] = [
    { title: "Use with", cell: (name) => (name === "default" ? "Both" : plain(shown(of(name)?.usage))) },
    { title: "Status", cell: (name) => <State word={name === "default" ? "active" : value(of(name)?.version_status)} /> },
    { title: "Owner", cell: (name) => (name === "default" ? "Microsoft" : shown(of(name)?.owner)) },
    { title: "Shared with", cell: (name) => sharing(name === "default" ? standard?.shared_with : of(name)?.shared_with) },
  ];
  return (
    <ThingList kind="images" columns={columns} empty="No image is known." ahead={{ name: "default", title: DEFAULT, description: "Windows 11, kept by Microsoft" }}
      commands={<><AskFor action="create-image" appearance="primary">New VM image</AskFor><AskFor action="share-default-image">Share the default image</AskFor></>}>
      What hosted machines of <strong>{tenant.environment}</strong> can be made from.
    </ThingList>
  );
}

function Default() {
  const [tenant] = useTenant();
  const shared = tenant.facts.environments?.[tenant.environment ?? ""]?.default_image;
  const preset = { environment: tenant.environment };
  return (
    <>
      <Crumbs kind="images" />
      <Head title={DEFAULT} commands={<AskFor action="share-default-image" preset={preset} appearance="primary">Manage access</AskFor>}>
        Windows 11, part of the environment. System Administrators and Desktop Flows Machine Image Admins see it; everybody else after it is shared with them.
      </Head>
      {value(shared?.shared_with_all) === "enabled" && <p>Everybody in the environment sees it.</p>}
      <Access title="Manage access" people={peopleOf(shared?.shared_with)} share="share-default-image" unshare="unshare-default-image" preset={preset} />
    </>
  );
}

function One({ name }: { name: string }) {
  const [tenant] = useTenant();
  const image = tenant.facts.images?.[name];
  if (!image) return <NoSuchThing kind="images" name={name} />;
  const preset = { environment: tenant.environment, image: name };
  return (
    <ThingPage
      kind="images" name={name}
      commands={<><AskFor action="share-image" preset={preset} appearance="primary">Manage access</AskFor><AskFor action="create-image" preset={preset}>Add it as VM image</AskFor></>}
      details={[
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
      beside={<Requirements family="image" details={{ ...preset, name: "bot-01" }} at={to("facts", "images", name)} />}
    >
      <Access title="Manage access" people={peopleOf(image.shared_with)} share="share-image" unshare="unshare-image" preset={preset} />
    </ThingPage>
  );
}
