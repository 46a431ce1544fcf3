// What an accepted action does to the stored tenant: the same changes that the simulation makes in its world.
import type { Facts, Request } from "greenlight/whole";
import { items, value } from "./model";
import { pointer, read, write } from "./pointer";

/** A change in words and in the facts. */
export interface Effect {
  at: string;
  before: unknown;
  after: unknown;
}

type Details = Record<string, unknown> & { with?: string; machine?: string; group?: string; image?: string; network?: string; environment?: string; name?: string };

class Changes {
  readonly effects: Effect[] = [];
  constructor(public facts: Facts) {}

  set(at: string, after: unknown) {
    const before = read(this.facts, at);
    if (JSON.stringify(before) === JSON.stringify(after)) return;
    this.effects.push({ at, before, after });
    this.facts = write(this.facts, at, after);
  }

  /** Adds a member to a list or takes it out, and keeps whether the list is whole. */
  list(at: string, member: string, there: boolean) {
    const known = read(this.facts, at) as string[] | { items?: string[] } | undefined;
    const others = items(known).filter((other) => other !== member);
    const after = there ? [...others, member] : others;
    if (known === undefined && !there) return;
    const partial = { items: after, complete: false };
    this.set(at, Array.isArray(known) ? after : known ? { ...known, items: after } : partial);
  }

  /** So many more, where it is known how many there were. */
  more(at: string, by: number) {
    const known = value(read(this.facts, at) as number | { value?: number } | undefined);
    if (typeof known === "number") this.set(at, Math.max(0, known + by));
  }
}

/** The facts after an accepted action, and what changed. */
export function applied(facts: Facts, request: Request, now: string): { facts: Facts; effects: Effect[] } {
  const { actor, ...actions } = request;
  const [action, given] = Object.entries(actions)[0] ?? ["", {}];
  const changes = new Changes(facts);
  // What nobody asks for changes nothing.
  if (actor) act(changes, action, (given ?? {}) as Details, actor, now);
  return { facts: changes.facts, effects: changes.effects };
}

function act(to: Changes, action: string, details: Details, actor: string, now: string) {
  const { machine, group, environment } = details;
  const of = (field: string) => (machine ? pointer("machines", machine, field) : pointer("groups", group ?? "", field));
  const there = !action.startsWith("unshare");
  switch (action) {
    case "create-machine": return createMachines(to, details, actor, now);
    case "create-group": return createGroup(to, details, actor, now);
    case "create-image": return made(to, details, actor, "image_names", pointer("images", details.image ?? ""), details.image !== "default");
    case "create-network":
      to.more("/tenant/custom_networks", 1);
      return made(to, details, actor, "network_names", pointer("networks", details.network ?? "", "connection"), true);
    case "share-machine": case "unshare-machine": return shareMachine(to, details, there);
    case "share-image": case "unshare-image": return to.list(pointer("images", details.image ?? "", "shared_with"), details.with ?? "", there);
    case "share-network": case "unshare-network":
      return to.list(pointer("networks", details.network ?? "", "connection", "shared_with"), details.with ?? "", there);
    case "share-default-image": case "unshare-default-image":
      return to.list(pointer("environments", environment ?? "", "default_image", "shared_with"), details.with ?? "", there);
    case "open-in-browser": return machine ? to.set(of("last_desktop_use"), now) : undefined;
    case "run-attended": case "run-unattended": return to.set(of("last_run"), now);
    case "add-to-group":
      to.list(pointer("groups", group ?? "", "members"), machine ?? "", true);
      return to.set(pointer("machines", machine ?? "", "group"), group);
    case "restart": return to.set(of("restarted"), now);
    case "delete": return remove(to, machine ?? "");
    case "set-maintenance": return to.set(of("maintenance"), details.to);
    case "edit-group":
      for (const field of ["image", "max_bots", "committed_bots"]) if (details[field] !== undefined) to.set(pointer("groups", group ?? "", field), details[field]);
      return details.committed_bots === undefined ? undefined : to.set(pointer("groups", group ?? "", "committed_since"), now);
    case "start-trial": return startTrial(to, details, actor, now);
    case "extend-trial": return to.more("/tenant/addon_trial/extensions", 1);
    case "change-cross-geo": return to.set(pointer("environments", environment ?? "", "cross_geo"), details.to);
    // What the others change is no fact: a description, the order of a queue, capacity that is asked for and not yet given.
    default: return undefined;
  }
}

function createMachines(to: Changes, details: Details, actor: string, now: string) {
  const { environment, image, network, name, count } = details as Details & { count?: number };
  const machine = {
    environment, creator: actor, status: "provisioning", connectivity: "disconnected", image, network: network ?? "none", group: "none", error: "none",
    over_capacity_since: "none", maintenance: "disabled", requested: now, restarted: "none", last_run: "none", last_desktop_use: "none", replaces: "none",
    windows: { session: "none", session_user: "none" }, queue: { waiting_minutes: 0, head: "none" }, shared_with: [], connections: [],
  };
  if (to.facts.machines === undefined) to.set("/machines_complete", false);
  for (let index = 1, left = count ?? 1; left > 0; index++) {
    const called = count === undefined ? (name ?? "bot-01") : `${name ?? "bot"}-${String(index).padStart(2, "0")}`;
    if (count !== undefined && to.facts.machines?.[called]) continue;
    to.set(pointer("machines", called), machine);
    left--;
  }
  countMachines(to, environment, network, count ?? 1);
}

function countMachines(to: Changes, environment: string | undefined, network: string | undefined, by: number) {
  to.more("/tenant/hosted_machines", by);
  if (environment) to.more(pointer("environments", environment, "hosted_machines"), by);
  if (network && network !== "none") to.more(pointer("networks", network, "subnet", "free"), -by);
}

function createGroup(to: Changes, details: Details, actor: string, now: string) {
  const { environment, image, network, name, max_bots, committed_bots } = details;
  if (!name) return;
  if (environment) {
    to.list(pointer("environments", environment, "group_names"), name, true);
    to.more(pointer("environments", environment, "hosted_machine_groups"), 1);
  }
  if (to.facts.groups === undefined) to.set("/groups_complete", false);
  to.set(pointer("groups", name), {
    environment, kind: "hosted", state: "active", creator: actor, image, network: network ?? "none", provisioned: now,
    max_bots, committed_bots, committed_since: now, maintenance: "disabled", last_run: "none",
  });
}

function made(to: Changes, { environment, name }: Details, actor: string, names: string, at: string, owned: boolean) {
  if (environment && name) to.list(pointer("environments", environment, names), name, true);
  if (!owned) return;
  to.set(`${at}/owner`, actor);
  to.list(`${at}/shared_with`, actor, true);
}

function shareMachine(to: Changes, { machine, with: person, level }: Details, there: boolean) {
  const at = pointer("machines", machine ?? "", "shared_with");
  const known = read(to.facts, at) as { person: string }[] | { items?: { person: string }[] } | undefined;
  const others = items(known).filter((share) => share.person !== person);
  const after = there ? [...others, { person, level: level ?? "user" }] : others;
  to.set(at, known && !Array.isArray(known) ? { ...known, items: after } : after);
}

function remove(to: Changes, machine: string) {
  const known = to.facts.machines?.[machine];
  const status = value(known?.status);
  to.set(pointer("machines", machine, "status"), "deleted");
  if (["removed", "deleted", "over-capacity-deleted"].includes(status ?? "")) return;
  countMachines(to, value(known?.environment), value(known?.network), -1);
}

function startTrial(to: Changes, { trial, seats, environment }: Details, actor: string, now: string) {
  const wanted = typeof seats === "number" ? seats : 1;
  if (trial === "self-assisted") to.set(pointer("people", actor, "self_assisted_trial"), now);
  if (trial === "premium") to.more("/tenant/addon_trial/premium_seats", wanted);
  if (trial !== "hosted-rpa-addon") return;
  to.set("/tenant/addon_trial/started", now);
  to.set("/tenant/addon_trial/extensions", 0);
  to.set("/tenant/addon_trial/seats", wanted);
  if (environment) to.more(pointer("environments", environment, "hosted_rpa_trial_addons"), wanted);
}
