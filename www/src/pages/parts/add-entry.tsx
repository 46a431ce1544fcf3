// Puts an entry of a scenario's timeline together from its fields, so that nobody has to know its words.
import { useMemo, useState } from "react";
import { Button, Field, Input, Select } from "@fluentui/react-components";
import { ActionFields } from "../../actions/fields";
import { useFields } from "../../forms/fields";
import { requestOf, type Details } from "../../forms/use-action";
import { caseOf, names } from "../../tenant/model";
import { useTenant } from "../../tenant/tenants";
import { actionOf } from "../../words";

const ignore = () => undefined;

export function AddEntry({ add }: { add: (entry: object) => void }) {
  const [tenant] = useTenant();
  const actions = [...useFields().actions().keys()];
  const [action, setAction] = useState("create-machine");
  const [at, setAt] = useState("d1T10:00");
  const [actor, setActor] = useState(tenant.actor ?? "");
  const [details, setDetails] = useState<Details>({ environment: tenant.environment });
  const facts = useMemo(() => caseOf(tenant, requestOf(actor, action, {})), [tenant, actor, action]);
  return (
    <details className="more">
      <summary>Add to the timeline</summary>
      <div className="fields">
        <Field label="When" hint="Such as d2T09:00, the third day at nine"><Input value={at} onChange={(_, { value }) => setAt(value)} /></Field>
        <Field label="Who"><Select value={actor} onChange={(_, { value }) => setActor(value)}>{names(tenant, "people").map((name) => <option key={name}>{name}</option>)}</Select></Field>
        <Field label="Does what">
          <Select value={action} onChange={(_, { value }) => (setAction(value), setDetails({ environment: tenant.environment }))}>
            {actions.map((one) => <option key={one} value={one}>{actionOf(one)}</option>)}
          </Select>
        </Field>
        <ActionFields tenant={tenant} action={action} facts={facts} details={details} choices={undefined} report={undefined} change={(field, value) => setDetails((before) => ({ ...before, [field]: value }))} invalid={ignore} />
      </div>
      <Button onClick={() => add({ at, ...requestOf(actor, action, details) })}>Add to the timeline</Button>
    </details>
  );
}
