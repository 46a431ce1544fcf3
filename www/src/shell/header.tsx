// The bar on top: which tenant is open, in which environment, and as whom the visitor acts.
import type { ReactNode } from "react";
import { Select } from "@fluentui/react-components";
import { names } from "../tenant/model";
import { useTenants } from "../tenant/tenants";
import { to } from "../routes";
import type { Choice } from "./theme";

export function Header({ theme, choose }: { theme: Choice; choose: (choice: Choice) => void }) {
  const { all, open, choose: choosePage, change } = useTenants();
  return (
    <header className="top">
      <a className="brand" href={to("")}>
        <span className="light" aria-hidden="true" />
        Greenlight
      </a>
      <div className="context">
        {open && (
          <>
            <Picker label="Tenant" value={open.id} options={all.map(({ id, name }) => [id, name])} choose={choosePage} />
            <Picker
              label="Environment"
              value={open.environment ?? ""}
              options={names(open, "environments").map((name) => [name, name])}
              choose={(environment) => change((tenant) => ({ ...tenant, environment }))}
            />
            <Picker
              label="Acting as"
              value={open.actor ?? ""}
              options={names(open, "people").map((name) => [name, name])}
              choose={(actor) => change((tenant) => ({ ...tenant, actor }))}
            />
          </>
        )}
        <Picker
          label="Theme"
          value={theme}
          options={[["system", "System"], ["light", "Light"], ["dark", "Dark"]]}
          choose={(next) => choose(next as Choice)}
        />
      </div>
    </header>
  );
}

function Picker({ label, value, options, choose }: { label: string; value: string; options: [string, ReactNode][]; choose: (value: string) => void }) {
  return (
    <label className="picker">
      <span>{label}</span>
      <Select size="small" value={value} onChange={(_, { value }) => choose(value)}>
        {options.length === 0 && <option value="">none known</option>}
        {options.map(([id, shown]) => (
          <option key={id} value={id}>
            {shown}
          </option>
        ))}
      </Select>
    </label>
  );
}
