// What somebody granted, as changes of the stored facts, and how each is taken back.
import type { AccessSet, Facts } from "greenlight/whole";
import { items } from "./model";
import { read, write } from "./pointer";

type List = unknown[] | { items?: unknown[] } | undefined;
type Change = AccessSet["grants"][number]["change"];

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** The facts once all of it is granted. */
export const granted = (facts: Facts, changes: readonly Change[]): Facts => changes.reduce(grant, facts);

/** The facts without it. What was there before, and what came since, stays. */
export const revoked = (facts: Facts, changes: readonly Change[], before: Facts): Facts =>
  changes.toReversed().reduce((now, change) => revoke(now, change, before), facts);

function grant(facts: Facts, { step, at, value }: Change): Facts {
  if (step !== "add") return write(facts, at, step === "set" ? value : undefined);
  const list = read(facts, at) as List;
  const members = [...items(list).filter((member) => !same(member, value)), value];
  // That somebody has one role says nothing of others.
  return write(facts, at, Array.isArray(list) ? members : { ...(list ?? { complete: false }), items: members });
}

function revoke(facts: Facts, { step, at, value }: Change, before: Facts): Facts {
  const was = read(before, at) as List;
  if (step !== "add") return write(facts, at, was);
  const list = read(facts, at) as List;
  const members = items(list).filter((member) => !same(member, value) || items(was).some((old) => same(old, value)));
  if (members.length === items(was).length) return write(facts, at, was);
  return write(facts, at, Array.isArray(list) ? members : { ...list, items: members });
}
