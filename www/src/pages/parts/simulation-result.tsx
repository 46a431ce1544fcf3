// What came of a simulation: objectives, how long machines took, what went wrong, what happened when.
import type { Summary } from "greenlight/whole";
import { to } from "../../routes";
import { Inline } from "../../shell/inline";
import { State } from "../../shell/parts";
import { count, lasts, plain, sentence, when } from "../../words";

export function SimulationResult({ summary }: { summary: Summary }) {
  const { machines, objectives = [], failures, refusals, missing, warned = [], timeline, totals_over_replicates: replicates } = summary;
  const over = replicates > 1 && <p className="quiet">Over {replicates} replicates together.</p>;
  return (
    <>
      {summary.partial && <p role="alert"><strong>Warning:</strong> it was stopped before its end; what follows is of what was done.</p>}
      {objectives.length > 0 && (
        <section className="card">
          <h2>Objectives</h2>
          <ul className="can">
            {objectives.map((line) => (
              <li key={line.objective}><span className="name"><code>{line.objective}</code></span><State word={line.met ? "yes" : "no"} /><span className="why"><Inline text={sentence(line.message)} /></span></li>
            ))}
          </ul>
        </section>
      )}
      <div className="columns">
        <section className="card">
          <h2>Machines</h2>
          {over}
          <ul className="tiles small">
            {(["total", "active", "failed", "refused", "provisioning", "deleted"] as const).map((what) => <li key={what}><span className="figure">{machines[what]}</span> {plain(what)}</li>)}
          </ul>
          <Distribution summary={summary} />
        </section>
        <section className="card">
          <h2>What went wrong</h2>
          {over}
          {failures.length + refusals.length + missing.length + warned.length === 0 && <p>Nothing.</p>}
          <ul className="needs">
            {refusals.map((line) => <li key={line.code}><a href={to("rulebook", line.code)}>{line.code}</a> refused {count(line.requests, "request")}</li>)}
            {failures.map((line) => <li key={line.code + line.because}><a href={to("problems", line.code)}><code>{line.code}</code></a>: {line.attempts} attempts; {line.meaning} <span className="quiet">{line.remedy}</span></li>)}
            {warned.map((line) => <li key={line.code}><a href={to("rulebook", line.code)}>{line.code}</a> warned of {count(line.requests, "request")}: <Inline text={line.message} /></li>)}
            {missing.map((line) => <li key={line.at}>Not known: <Inline text={line.message} /></li>)}
          </ul>
        </section>
      </div>
      {timeline && timeline.length > 0 && (
        <section className="card">
          <h2>Timeline</h2>
          {replicates > 1 && <p className="quiet">As it went in replicate {summary.shown_replicate}, one of {replicates}, counted from 0.</p>}
          <ol className="past">
            {timeline.map((line, index) => (
              <li key={index} data-level={line.level ?? undefined}>
                <time>{when(line.at)}</time> {line.level === "error" && <strong>Error: </strong>}<Inline text={sentence(line.message)} />
              </li>
            ))}
          </ol>
        </section>
      )}
      <details className="more">
        <summary>What was assumed</summary>
        <ul>{summary.assumptions.map((one) => <li key={one.name}>{plain(one.name)}: {one.value} <span className="quiet">{one.provenance}</span></li>)}</ul>
      </details>
    </>
  );
}

/** Within which time which share of the machines was ready, as bars on one scale. */
function Distribution({ summary: { time_to_active_ms: time } }: { summary: Summary }) {
  if (!time || time.requested === 0) return null;
  const rows = ([["Fastest", time.min], ["Half", time.p50], ["9 of 10", time.p90], ["99 of 100", time.p99], ["All", time.max]] as const);
  const longest = Math.max(...rows.map(([, ms]) => ms ?? 0), 1);
  return (
    <>
      <h3>Time until a machine could be used</h3>
      <table className="bars">
        <tbody>
          {rows.map(([name, ms]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td><meter min={0} max={longest} value={ms ?? longest} aria-hidden="true" /></td>
              <td>{ms === null || ms === undefined ? "never" : lasts(ms)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="quiet">{time.became_active} of {time.requested} became active</p>
    </>
  );
}
