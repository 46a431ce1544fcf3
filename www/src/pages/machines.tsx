// Every machine of the environment, hosted and standard, with the columns of the service's own list.
import { useMemo } from "react";
import { AskFor } from "../actions/ask";
import { LinkButton } from "../shell/link-button";
import { to } from "../routes";
import { FilteredGrid } from "../shell/filtered";
import type { Column } from "../shell/grid";
import { Head, State } from "../shell/parts";
import { access, machinesOf, type MachineRow } from "../tenant/machines";
import { useTenant } from "../tenant/tenants";
import { plain } from "../words";

const textOf = ({ search }: MachineRow) => search;
const keyOf = ({ name }: MachineRow) => name;

export default function Machines() {
  const [tenant] = useTenant();
  const all = useMemo(() => machinesOf(tenant), [tenant]);
  const columns = useMemo<Column<MachineRow>[]>(
    () => [
      { title: "Name", cell: (row) => (row.machine ? <a href={to("machine", row.name)}>{row.name}</a> : <>{row.name} <span className="quiet">standard</span></>) },
      { title: "Description", kind: "wide", cell: (row) => tenant.descriptions[`machines/${row.name}`] ?? "–" },
      { title: "Status", cell: (row) => <State word={row.status} /> },
      { title: "Version", cell: (row) => row.version },
      { title: "Machine group", cell: (row) => (row.group === "none" || row.group === "–" ? "–" : <a href={to("groups", row.group)}>{row.group}</a>) },
      { title: "Flows running", kind: "number", cell: (row) => row.running },
      { title: "Flows queued", kind: "number", cell: (row) => row.queued },
      { title: "Access", cell: (row) => plain(access(row.machine, tenant.actor)) },
      { title: "Owner", cell: (row) => row.owner },
    ],
    [tenant],
  );
  return (
    <>
      <Head
        title="Machines"
        commands={
          <>
            <LinkButton href={to("new")} primary>New hosted machine</LinkButton>
            <AskFor action="create-image">New VM image</AskFor>
            <AskFor action="create-network">New network connection</AskFor>
            <AskFor action="create-group">New hosted machine group</AskFor>
          </>
        }
      >
        The hosted machines of <strong>{tenant.environment ?? "this tenant"}</strong>, and the standard machines that stand in its machine groups.
      </Head>
      <FilteredGrid
        rows={all} noun="machines" by="name, owner, group or status" textOf={textOf} columns={columns} keyOf={keyOf}
        empty="No machine is known in this environment. Create one, or drop the answer of Dataverse's flowmachines on the start page."
      />
    </>
  );
}
