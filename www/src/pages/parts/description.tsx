// A description beside the facts: shown, kept, never judged.
import { Field, Input } from "@fluentui/react-components";
import { useTenant } from "../../tenant/tenants";

export function Description({ kind, name }: { kind: string; name: string }) {
  const [tenant, change] = useTenant();
  const key = `${kind}/${name}`;
  return (
    <Field label="Description" hint="For people; no rule looks at it">
      <Input value={tenant.descriptions[key] ?? ""} onChange={(_, { value }) => change((before) => ({ ...before, descriptions: { ...before.descriptions, [key]: value } }))} />
    </Field>
  );
}
