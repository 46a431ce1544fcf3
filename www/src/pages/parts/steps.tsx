// The first three steps of the wizard.
import type { ReactNode } from "react";
import { Field, Textarea } from "@fluentui/react-components";
import type { Case, Image, Network, Open, Report } from "greenlight/whole";
import { FactInput, labelFor } from "../../forms/fact-input";
import { useFields } from "../../forms/fields";
import { fieldAt, optionsAt, type Details } from "../../forms/use-action";
import { items, names, shown, value, type Tenant } from "../../tenant/model";
import { plain, sentence } from "../../words";

interface Props {
  tenant: Tenant;
  fields: Details;
  report: Report | undefined;
  set: (field: string, value: unknown) => void;
}
type Choosing = Props & { facts: Case; choices: Open | undefined };

const ACTION = "create-machine";

/** What the rules have against a field. */
function against(report: Report | undefined, field: string): string | undefined {
  const found = report?.findings.find((finding) => finding.level === "error" && finding.at === fieldAt(ACTION, field));
  return found?.message.replaceAll("`", "");
}

export function Basics({ fields, report, set, mark }: Props & { mark: (field: string, wrong: string | undefined) => void }) {
  const described = useFields();
  return (
    <section className="card fields one">
      <h2 id="step-name" tabIndex={-1}>Name and description</h2>
      <FactInput id="field-name" label="Machine name" required shape={described.shape(fieldAt(ACTION, "name"))} value={fields.name} message={against(report, "name")} onChange={(name) => set("name", name)} />
      <Field label={labelFor("Description", "field-description")} hint={described.hint(fieldAt(ACTION, "description"))} {...(against(report, "description") ? { validationMessage: `Error: ${against(report, "description")}`, validationState: "error" as const } : {})}>
        <Textarea id="field-description" value={String(fields.description ?? "")} onChange={(_, { value }) => set("description", value || undefined)} />
      </Field>
      <FactInput id="field-count" label="How many machines" hint={described.hint(fieldAt(ACTION, "count"))} shape={described.shape(fieldAt(ACTION, "count"))} value={fields.count} message={against(report, "count")}
        onChange={(count) => set("count", count)} onInvalid={(wrong) => mark("count", wrong)} />
    </section>
  );
}

export function ImageStep({ tenant, fields, facts, choices, report, set }: Choosing) {
  const options = optionsAt(facts, fieldAt(ACTION, "image"), ["default", ...names(tenant, "images")], choices);
  return (
    <section className="card">
      <h2 id="field-image" tabIndex={-1}>VM image</h2>
      <Cards name="image" chosen={fields.image} message={against(report, "image")} choose={(name) => set("image", name)}
        options={options.map(({ value: name, impossible }) => ({
          name: String(name),
          title: name === "default" ? "Default Windows Desktop Image" : String(name),
          says: name === "default" ? "Windows 11, kept by Microsoft" : imageSays(tenant.facts.images?.[String(name)], tenant.descriptions[`images/${String(name)}`]),
          impossible,
        }))} />
      <p className="quiet">An image that is missing here is added with <a href="#/images">New VM image</a>.</p>
    </section>
  );
}

export function NetworkStep({ tenant, fields, facts, choices, report, set }: Choosing) {
  const options = optionsAt(facts, fieldAt(ACTION, "network"), names(tenant, "networks"), choices);
  return (
    <section className="card">
      <h2 id="field-network" tabIndex={-1}>Network connection</h2>
      <Cards name="network" chosen={fields.network ?? ""} message={against(report, "network")} choose={(name) => set("network", name === "" ? undefined : name)}
        options={[
          { name: "", title: "Microsoft Hosted Network", says: "Nothing to set up; reaches the Internet, not your own networks", impossible: undefined },
          ...options.map(({ value: name, impossible }) => ({
            name: String(name), title: String(name), says: networkSays(tenant.facts.networks?.[String(name)], tenant.descriptions[`networks/${String(name)}`]), impossible,
          })),
        ]} />
      <p className="quiet">A network that is missing here is added with <a href="#/networks">New network connection</a>.</p>
    </section>
  );
}

const joined = (parts: (string | undefined)[]) => sentence(parts.filter((part) => part !== undefined && part !== "–" && part !== "").join("; "));

function imageSays(image: Image | undefined, description: string | undefined): string {
  const family = value(image?.os?.family);
  const os = family && [plain(family), value(image?.os?.edition), value(image?.os?.version)].filter(Boolean).join(" ");
  const regions = items(image?.regions);
  return joined([description, os, regions.length > 0 ? `replicated to ${regions.join(", ")}` : undefined]) || "Nothing more is known of it";
}

function networkSays(network: Network | undefined, description: string | undefined): string {
  const free = shown(network?.subnet?.free);
  return joined([description, value(network?.region), free === "–" ? undefined : `${free} free addresses`, value(network?.connection?.join) && `${plain(String(value(network?.connection?.join)))} join`]) || "Nothing more is known of it";
}

interface Card {
  name: string;
  title: string;
  says: ReactNode;
  impossible: string | undefined;
}

function Cards({ name, chosen, options, message, choose }: { name: string; chosen: unknown; options: Card[]; message: string | undefined; choose: (name: string) => void }) {
  return (
    <fieldset className="cards" aria-describedby={message ? `${name}-wrong` : undefined}>
      <legend className="visually-hidden">{plain(name)}</legend>
      {options.map((option) => (
        <label key={option.name} className="choice" data-impossible={option.impossible !== undefined}>
          <input type="radio" name={name} value={option.name} checked={chosen === option.name} disabled={option.impossible !== undefined && chosen !== option.name} onChange={() => choose(option.name)} />
          <span>
            <strong>{option.title}</strong>
            <span className="quiet">{option.says}</span>
            {option.impossible && <span className="why">Not possible: {option.impossible}</span>}
          </span>
        </label>
      ))}
      {message && <p id={`${name}-wrong`} className="wrong">Error: {message}</p>}
    </fieldset>
  );
}
