// What the lists of machines, images, networks and groups have in common, and the pages of one of them.
import type { ReactNode } from "react";
import { to } from "../../routes";
import { Grid, type Column } from "../../shell/grid";
import { Head, Values } from "../../shell/parts";
import { items, names, unknownList } from "../../tenant/model";
import { useTenant } from "../../tenant/tenants";
import { count } from "../../words";
import { Description } from "./description";

/** The kinds of things that have pages: what their list is called, and one of them. */
const KINDS = {
  machines: { list: "Machines", one: "hosted machine" },
  images: { list: "VM images", one: "VM image" },
  networks: { list: "Network connections", one: "network" },
  groups: { list: "Machine groups", one: "machine group" },
};
type Kind = keyof typeof KINDS;

/** The way back to the list. */
export const Crumbs = ({ kind }: { kind: Kind }) => <p className="crumbs"><a href={to(kind)}>{KINDS[kind].list}</a></p>;

interface ListProps {
  kind: Kind;
  commands: ReactNode;
  /** One that Microsoft has, before those of the tenant. */
  ahead?: { name: string; title: string; description: string };
  /** What is shown beside name and description. */
  columns: Column<string>[];
  empty: string;
  children: ReactNode;
}

/** All things of a kind. */
export function ThingList({ kind, commands, ahead, columns, empty, children }: ListProps) {
  const [tenant] = useTenant();
  const own: Column<string>[] = [
    { title: "Name", cell: (name) => <a href={to(kind, name)}>{name === ahead?.name ? ahead.title : name}</a> },
    { title: "Description", kind: "wide", cell: (name) => (name === ahead?.name ? ahead.description : (tenant.descriptions[`${kind}/${name}`] ?? "–")) },
  ];
  const { list } = KINDS[kind];
  return (
    <>
      <Head title={list} commands={commands}>{children}</Head>
      <Grid label={list} columns={[...own, ...columns]} rows={[...(ahead ? [ahead.name] : []), ...names(tenant, kind)]} keyOf={(name) => name} empty={empty} />
    </>
  );
}

/** With how many people something is shared, for a list. */
export const sharing = (list: unknown) => (unknownList(list) ? "Not known" : count(items(list as string[]).length, "person", "people"));

interface PageProps {
  kind: Kind;
  name: string;
  commands: ReactNode;
  details: readonly (readonly [string, ReactNode])[];
  /** What stands beside the details. */
  beside: ReactNode;
  children?: ReactNode;
}

/** One thing. */
export const ThingPage = ({ kind, name, commands, details, beside, children }: PageProps) => (
  <>
    <Crumbs kind={kind} />
    <Head title={name} commands={commands} />
    <div className="columns">
      <section className="card">
        <h2>Details</h2>
        <Description kind={kind} name={name} />
        <Values rows={details} />
      </section>
      <section className="card">{beside}</section>
    </div>
    {children}
  </>
);

/** Said where a thing was that is gone, or never was. */
export const NoSuchThing = ({ kind, name }: { kind: Kind; name: string }) => (
  <>
    <Crumbs kind={kind} />
    <Head title={name}>There is no {KINDS[kind].one} of this name in the tenant. <a href={to(kind)}>See all that are known</a>.</Head>
  </>
);
