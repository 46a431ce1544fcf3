// What an accepted action changed.
import type { Effect } from "../tenant/effects";
import { parts } from "../tenant/pointer";

const told = (value: unknown) => (value === undefined ? "not known" : typeof value === "object" ? JSON.stringify(value) : String(value));

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
