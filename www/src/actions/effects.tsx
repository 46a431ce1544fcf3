// What an accepted action changed.
import type { Effect } from "../tenant/effects";
import { parts } from "../tenant/pointer";

function told(value: unknown): string {
  if (value === undefined || value === null) return "not known";
  if (Array.isArray(value)) return value.length === 0 ? "nobody" : value.map(told).join(", ");
  if (typeof value !== "object") return String(value);
  if ("person" in value) return `${String(value.person)} (${"level" in value ? String(value.level) : "user"})`;
  return "items" in value ? told(value.items) : JSON.stringify(value);
}

export function Effects({ effects }: { effects: readonly Effect[] }) {
  if (effects.length === 0) return <p>It is accepted. It changes nothing that rules look at.</p>;
  return (
    <>
      <p>It is accepted. In the tenant that is kept here:</p>
      <ul className="effects">
        {effects.map(({ at, before, after }) => {
          const [table = "", name = "", ...field] = parts(at);
          const place = <strong>{[name, ...field].filter(Boolean).join(" · ").replaceAll("_", " ") || table}</strong>;
          const isNew = before === undefined && typeof after === "object" && field.length === 0;
          return <li key={at}>{isNew ? <>{place} is there</> : <>{place}: {told(before)} → {told(after)}</>}</li>;
        })}
      </ul>
    </>
  );
}
