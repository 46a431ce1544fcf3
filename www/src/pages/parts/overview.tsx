// A tenant at a glance, and what can be done with it as a whole.
import { useState } from "react";
import { Button, Checkbox, Field, Input } from "@fluentui/react-components";
import { to } from "../../routes";
import { LinkButton } from "../../shell/link-button";
import { download } from "../../tenant/files";
import { instant, names, type Tenant } from "../../tenant/model";
import { linkTo, redacted } from "../../tenant/share";
import { useTenants } from "../../tenant/tenants";

const TILES = [["machines", "Machines"], ["images", "VM images"], ["networks", "Network connections"], ["groups", "Machine groups"], ["people", "People", "roles"], ["environments", "Environments", "licences"]] as const;

export function Overview({ tenant }: { tenant: Tenant }) {
  const { change, remove, add } = useTenants();
  const [sure, setSure] = useState(false);
  const [hide, setHide] = useState(true);
  const [said, say] = useState("");
  const share = async () => {
    const shared = hide ? redacted(tenant) : tenant;
    const link = await linkTo(shared);
    if (link === undefined) {
      download("shared-tenant.json", JSON.stringify(shared));
      return say("A link would be longer than 8 KB, so that it is saved as a file to send.");
    }
    await navigator.clipboard.writeText(link).then(() => say("The link is copied. What it holds stands in it and reaches no server."), () => say(link));
  };
  return (
    <>
      <ul className="tiles">
        {TILES.map(([table, title, path]) => (
          <li key={table}>
            <a href={to(path ?? table)}>
              <span className="figure">{names(tenant, table).length}</span> {title}
            </a>
          </li>
        ))}
      </ul>
      <div className="commands" role="group" aria-label="Tenant">
        <LinkButton href={to("new")} primary>New hosted machine</LinkButton>
        <Button onClick={() => download(`${tenant.name}.json`, `${JSON.stringify(tenant, null, 1)}\n`)}>Export</Button>
        <Button onClick={() => void share()}>Share by link</Button>
        <Button onClick={() => add({ ...tenant, id: crypto.randomUUID(), name: `${tenant.name}, copy` })}>Duplicate</Button>
        {/* One button, so that it keeps the focus, and a second press deletes nothing. */}
        <Button onClick={() => setSure(!sure)}>{sure ? "Keep it" : "Delete"}</Button>
        {sure && <Button onClick={() => (setSure(false), remove(tenant.id))}>Yes, delete it for good</Button>}
      </div>
      <p role="status" className="quiet">{said}</p>
      <div className="fields">
        <Field label="Name of the tenant"><Input value={tenant.name} onChange={(_, { value }) => change((before) => ({ ...before, name: value || "My tenant" }))} /></Field>
        <Field label="Judged as of" hint={tenant.as_of ? "This day, every time" : "Today, every time"}>
          <Input type="date" value={tenant.as_of?.slice(0, 10) ?? instant(tenant).slice(0, 10)} onChange={(_, { value }) => change((before) => ({ ...before, as_of: value || undefined }))} />
        </Field>
        <Checkbox label="Replace names in what is shared" checked={hide} onChange={(_, { checked }) => setHide(checked === true)} />
      </div>
    </>
  );
}
