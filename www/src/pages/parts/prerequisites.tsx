// The prerequisites as the tenant stands: a line each, opened only where something is wrong or not known.
import { memo, useDeferredValue, useMemo } from "react";
import type { Case, Report } from "greenlight/whole";
import { rules } from "../../engine/small";
import { useVerdict } from "../../engine/use";
import { to } from "../../routes";
import { FAMILIES, plain } from "../../words";

const ALL = { all: true };

/** All rules are judged for it: it follows the form when there is time, without drawing the form again. */
export function Prerequisites({ facts }: { facts: Case }) {
  return <Judged facts={useDeferredValue(facts)} />;
}

const Judged = memo(function Judged({ facts }: { facts: Case }) {
  const verdict = useVerdict(facts, ALL);
  const groups = useMemo(() => (verdict && "report" in verdict ? grouped(verdict.report) : []), [verdict]);
  return (
    <section className="card prerequisites">
      <h2>Prerequisites</h2>
      {!verdict && <p>Judging…</p>}
      <ul>
        {groups.map(({ family, met, broken, unknown }) => {
          const line = [broken.length > 0 && `${broken.length} not met`, unknown.length > 0 && `${unknown.length} not known`, met > 0 && `${met} met`].filter(Boolean).join(", ");
          const tone = broken.length > 0 ? "bad" : unknown.length > 0 ? "open" : "good";
          const title = <><span className="state" data-tone={tone}>{FAMILIES[family] ?? plain(family)}</span> <span className="quiet">{line}</span></>;
          if (broken.length + unknown.length === 0) return <li key={family}>{title}</li>;
          return (
            <li key={family}>
              <details open={broken.length > 0 || undefined}>
                <summary>{title}</summary>
                <ul>
                  {broken.map((code) => <Rule key={code} code={code} how="not met" />)}
                  {unknown.map((code) => <Rule key={code} code={code} how="not known" />)}
                </ul>
              </details>
            </li>
          );
        })}
      </ul>
    </section>
  );
});

const Rule = ({ code, how }: { code: string; how: string }) => (
  <li>
    {plain(rules().get(code)?.name ?? code)} <span className="quiet">{how}</span> <a href={to("rulebook", code)}>{code}</a>
  </li>
);

function grouped(report: Report) {
  const groups = new Map<string, { family: string; met: number; broken: string[]; unknown: string[] }>();
  // A rule that lacks facts of which none decides is no reason to look closer.
  const deciding = new Set(report.questions.filter((question) => question.level === "error").flatMap((question) => question.rules));
  for (const { code, verdict } of report.verdicts ?? []) {
    const family = rules().get(code)?.family ?? "other";
    const group = groups.get(family) ?? { family, met: 0, broken: [], unknown: [] };
    const level = rules().get(code)?.level;
    if (verdict === "met") group.met += 1;
    else if (verdict === "broken" && level !== "note") group.broken.push(code);
    else if (verdict === "unknown" && deciding.has(code)) group.unknown.push(code);
    else continue;
    groups.set(family, group);
  }
  return [...groups.values()];
}
