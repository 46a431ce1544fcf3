// Adds somebody or something to the tenant by name alone, where nothing is known that could be chosen.
import { useId, useState } from "react";
import { Button, Field, Input } from "@fluentui/react-components";
import { names, settled, type Table } from "../tenant/model";
import { pointer, write } from "../tenant/pointer";
import { useTenant } from "../tenant/tenants";
import { labelFor } from "./fact-input";

interface Props {
  table: Table;
  label: string;
  hint?: string;
  /** Where an error summary leads to. */
  id?: string;
  added?: (name: string) => void;
}

export function AddName({ table, label, hint, id, added }: Props) {
  const [tenant, change] = useTenant();
  const [name, setName] = useState("");
  const described = useId();
  const add = () => {
    const called = name.trim();
    if (called === "" || names(tenant, table).includes(called)) return;
    change((before) => settled({ ...before, facts: write(before.facts, pointer(table, called), {}) }));
    setName("");
    added?.(called);
  };
  return (
    <div className="add-name">
      <div className="row">
        <Field label={labelFor(label, id)}>
          <Input aria-describedby={hint && described} {...(id ? { id } : {})} value={name} autoComplete="off" onChange={(_, { value }) => setName(value)}
            onKeyDown={(event) => event.key === "Enter" && (event.preventDefault(), add())} />
        </Field>
        <Button onClick={add} aria-label={label === "Add one by name" ? undefined : `Add: ${label}`}>Add</Button>
      </div>
      {hint && <p id={described} className="quiet hint">{hint}</p>}
    </div>
  );
}

/** Asks who acts and where, while the tenant has nobody or no environment. */
export function WhoAndWhere() {
  const [tenant] = useTenant();
  return (
    <>
      {tenant.actor === undefined && <AddPerson />}
      {tenant.environment === undefined && <AddEnvironment />}
    </>
  );
}

/** Asks for the first environment. */
export const AddEnvironment = ({ id }: { id?: string }) => (
  <AddName table="environments" label="Environment" hint="No environment is known of this tenant. Add one by name." {...(id ? { id } : {})} />
);

/** Asks for the first person, as whom everything is asked for. */
export const AddPerson = ({ id }: { id?: string }) => (
  <AddName table="people" label="Who acts" hint="No person is known of this tenant. Add one by name." {...(id ? { id } : {})} />
);
