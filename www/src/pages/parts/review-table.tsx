// What is about to be created, each line with a way back to its step.
import { Link } from "@fluentui/react-components";
import type { Details } from "../../forms/use-action";

export function ReviewTable({ fields, edit }: { fields: Details; edit: (step: number) => void }) {
  const rows: [string, string, number][] = [
    ["Machine name", String(fields.name ?? "not given"), 0],
    ["Description", String(fields.description ?? "none"), 0],
    ["How many", String(fields.count ?? 1), 0],
    ["VM image", fields.image === "default" ? "Default Windows Desktop Image" : String(fields.image ?? "not chosen"), 1],
    ["Network", fields.network === undefined ? "Microsoft Hosted Network" : String(fields.network), 2],
  ];
  return (
    <section className="card">
      <h2 id="step-review" tabIndex={-1}>Review and create</h2>
      <dl className="values review">
        {rows.map(([name, value, step]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <span>{value}</span> <Link as="button" onClick={() => edit(step)} aria-label={`Change: ${name}`}>Change</Link>
            </dd>
          </div>
        ))}
      </dl>
      <p className="quiet">Making a machine can take more than half an hour. Here it is played in accelerated time.</p>
    </section>
  );
}
