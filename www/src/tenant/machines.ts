// Machines as lists show them.
import type { Machine } from "greenlight/whole";
import { items, shown, value, type Tenant } from "./model";

export interface MachineRow {
  name: string;
  /** The facts of a hosted machine; a standard machine is only known as a member of a group. */
  machine: Machine | undefined;
  status: string | undefined;
  version: string;
  group: string;
  running: string;
  queued: string;
  owner: string;
  search: string;
}

/** The machines of the open environment, those of unknown environments among them. */
export function machinesOf(tenant: Tenant): MachineRow[] {
  const hosted = Object.entries(tenant.facts.machines ?? {}).filter(([, machine]) => here(tenant, machine.environment));
  const standard = Object.entries(tenant.facts.groups ?? {})
    .filter(([, group]) => here(tenant, group.environment))
    .flatMap(([group, { members }]) => items(members).filter((name) => !tenant.facts.machines?.[name]).map((name) => [name, group] as const));
  return [...hosted.map(([name, machine]) => row(name, machine)), ...standard.map(([name, group]) => row(name, undefined, group))];
}

const here = (tenant: Tenant, environment: unknown) => {
  const known = value(environment as string | undefined);
  return known === undefined || tenant.environment === undefined || known === tenant.environment;
};

function row(name: string, machine: Machine | undefined, group?: string): MachineRow {
  const status = value(machine?.status);
  const made = {
    name, machine, status, version: shown(machine?.desktop_version), group: group ?? shown(machine?.group), owner: shown(machine?.creator),
    running: running(machine),
    queued: shown(machine?.queue?.waiting_runs),
  };
  return { ...made, search: [name, status ?? "", made.group, made.owner].join(" ").toLowerCase() };
}

/** While a machine is in one of these, nothing runs on it. */
const NEVER = ["provisioning", "restarting", "failed", "removed", "deleted", "over-capacity-deleted"];

/** How many flows run on a machine. No export tells that, and a session that is open is not a flow that runs; but where none is open, none does. */
export function running(machine: Machine | undefined): string {
  const status = value(machine?.status);
  const idle = value(machine?.windows?.session) === "none" || value(machine?.last_run) === "none" || (status !== undefined && NEVER.includes(status));
  return idle ? "0" : "Not known";
}

/** What kind of access somebody has. */
export function access(machine: Machine | undefined, person: string | undefined): string {
  if (!machine) return "not known";
  if (person !== undefined && value(machine.creator) === person) return "owner";
  return items(machine.shared_with).find((share) => share.person === person)?.level ?? "none";
}
