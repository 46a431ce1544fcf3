// The fields of an action, as the package describes them: choices come from the tenant, impossible ones say why.
import type { Case, Open, Report } from "greenlight/whole";
import { FactInput } from "../forms/fact-input";
import { useFields } from "../forms/fields";
import { fieldAt, lacking, optionsAt, type Details } from "../forms/use-action";
import { names, type Tenant } from "../tenant/model";
import { labelOf } from "../words";

/** Fields that name something of the tenant. */
const TABLES = { environment: "environments", machine: "machines", group: "groups", flow: "flows", image: "images", network: "networks", with: "people", account: "people" } as const;

/** In which order people are asked. */
const ORDER = [
  "environment", "machine", "group", "flow", "trial", "name", "description", "count", "image", "network", "subnet",
  "max_bots", "committed_bots", "work_accounts", "account", "seats", "units", "with", "level", "to",
];

interface Props {
  tenant: Tenant;
  action: string;
  facts: Case;
  details: Details;
  choices: Open | undefined;
  report: Report | undefined;
  change: (field: string, value: unknown) => void;
  invalid: (field: string, wrong: string | undefined) => void;
}

/** The names that a field can take. */
export function known(tenant: Tenant, action: string, field: string): string[] | undefined {
  if (!(field in TABLES)) return undefined;
  const found = names(tenant, TABLES[field as keyof typeof TABLES]);
  const byDefault = field === "image" && !["create-image", "share-image", "unshare-image"].includes(action);
  return byDefault ? ["default", ...found] : found;
}

export function ActionFields({ tenant, action, facts, details, choices, report, change, invalid }: Props) {
  const described = useFields();
  const fields = [...(described.actions().get(action) ?? [])].sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b));
  // Of a machine and a group one is enough, so that neither is marked.
  const needed = lacking(action, fields, fields.includes("machine") && fields.includes("group") && action !== "add-to-group" ? { machine: "any" } : {});
  return fields.map((field) => {
    const at = fieldAt(action, field);
    const listed = known(tenant, action, field);
    const wrong = report?.findings.find((finding) => finding.level === "error" && finding.at === at);
    return (
      <FactInput
        key={`${action}/${field}`}
        id={`field-${field}`}
        label={labelOf(field)}
        shape={described.shape(at)}
        hint={described.hint(at)}
        required={needed.includes(field)}
        value={details[field]}
        options={listed && optionsAt(facts, at, listed, choices)}
        message={wrong?.message.replaceAll("`", "")}
        nothing={field === "network" ? "Microsoft Hosted Network" : "Choose"}
        onChange={(value) => change(field, value)}
        onInvalid={(what) => invalid(field, what)}
      />
    );
  });
}
