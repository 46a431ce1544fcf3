// Every fact of the tenant, to be looked at, answered and corrected by hand.
import { Suspense } from "react";
import { Field, Select, Spinner } from "@fluentui/react-components";
import { AddName } from "../forms/add-name";
import { FactInput } from "../forms/fact-input";
import { useFields } from "../forms/fields";
import { Inline } from "../shell/inline";
import { Head } from "../shell/parts";
import { names, TABLES, type Table } from "../tenant/model";
import { pointer, read, write } from "../tenant/pointer";
import { useTenant } from "../tenant/tenants";
import { to } from "../routes";
import { plain } from "../words";

export default function Facts({ rest: [table = "tenant", name] }: { rest: string[] }) {
  return (
    <>
      <Head title="Tenant facts">What is known, in the words of the documents. What you change here is kept in this browser and judged everywhere at once.</Head>
      <Suspense fallback={<Spinner label="Loading…" />}>
        <Chosen table={table} name={name} />
      </Suspense>
    </>
  );
}

function Chosen({ table, name }: { table: string; name: string | undefined }) {
  const [tenant] = useTenant();
  const isTable = TABLES.includes(table as Table);
  const known = isTable ? names(tenant, table as Table) : [];
  const chosen = name ?? known[0];
  const go = (...rest: string[]) => void (location.hash = to("facts", ...rest));
  return (
    <>
      <div className="filter">
        <Field label="About">
          <Select value={table} onChange={(_, { value }) => go(value)}>
            {["tenant", ...TABLES].map((one) => <option key={one} value={one}>{one === "tenant" ? "The tenant" : plain(one)}</option>)}
          </Select>
        </Field>
        {isTable && known.length > 0 && (
          <Field label="Which">
            <Select value={chosen ?? ""} onChange={(_, { value }) => go(table, value)}>
              {known.map((one) => <option key={one}>{one}</option>)}
            </Select>
          </Field>
        )}
        {isTable && (
          <AddName table={table as Table} label="Add one by name" added={(name) => go(table, name)} />
        )}
      </div>
      {isTable && chosen === undefined ? <div className="empty">None is known yet. Add one by name, or drop files on the <a href={to("")}>start page</a>.</div> : <Fields key={`${table}/${chosen}`} root={isTable ? pointer(table, chosen ?? "") : "/tenant"} />}
    </>
  );
}

/** What stands in no group comes first. */
const groups = (at: string) => Number(!at.endsWith("/*") && at.split("/").length > (at.startsWith("/tenant/") ? 3 : 4));

function Fields({ root }: { root: string }) {
  const [tenant, change] = useTenant();
  const fields = useFields();
  const set = (at: string) => (value: unknown) => change((before) => ({ ...before, facts: write(before.facts, at, value) }));
  return (
    <div className="fields facts">
      {fields.of(root).toSorted((a, b) => groups(a) - groups(b)).flatMap((pattern) => {
        const shape = fields.shape(pattern);
        if (shape.kind === "other") return [];
        const { call, stands } = fields.told(pattern);
        const told = call ? `Supplied by \`${call.id}\`.` : stands ? `Source: ${stands}.` : "";
        const field = (at: string, label: string) => (
          <FactInput key={at} label={label} shape={shape} value={read(tenant.facts, at)} hint={<Inline text={`${fields.hint(at)} ${told}`} />} onChange={set(at)} />
        );
        // Roles are held in an environment.
        if (!pattern.endsWith("/*")) return field(pattern, fields.label(root, pattern));
        return names(tenant, "environments").map((environment) => field(pattern.slice(0, -2) + pointer(environment), `Security roles in ${environment}`));
      })}
    </div>
  );
}
