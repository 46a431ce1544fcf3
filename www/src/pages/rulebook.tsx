// The rulebook: every rule with its page, every value in force on a day, and what changed since another day.
import { useMemo, useState } from "react";
import { Field, Input, Select } from "@fluentui/react-components";
import type { Entry, RulebookChanges, RulebookValues } from "greenlight/whole";
import { rules } from "../engine/small";
import { useAnswer, useEngine } from "../engine/use";
import { to } from "../routes";
import { FilteredGrid } from "../shell/filtered";
import type { Column } from "../shell/grid";
import { Inline } from "../shell/inline";
import { Markdown } from "../shell/markdown";
import { Answered, Head } from "../shell/parts";
import { useRulePages } from "../shell/rule-pages";
import { FAMILIES, plain, sentence } from "../words";

export default function Rulebook({ rest: [code] }: { rest: string[] }) {
  return code === undefined ? <All /> : <Rule code={code} />;
}

function Rule({ code }: { code: string }) {
  const pages = useRulePages();
  // Its heading is that of this page.
  const page = pages?.[code]?.replace(/^# .*\n+/, "");
  const { ready } = useEngine();
  const name = ready ? rules().get(code)?.name : undefined;
  return (
    <>
      <p className="crumbs"><a href={to("rulebook")}>Rulebook</a></p>
      <Head title={name ? `${code}: ${plain(name)}` : code} />
      <section className="card">{page ? <Markdown text={page} /> : pages ? <p>There is no rule of this code.</p> : <p>Loading…</p>}</section>
    </>
  );
}

const COLUMNS: Column<Entry>[] = [
  { title: "Code", cell: (rule) => <a href={to("rulebook", rule.code)}>{rule.code}</a> },
  { title: "Rule", width: 33, cell: (rule) => plain(rule.name) },
  { title: "Level", cell: (rule) => plain(rule.level) },
  { title: "Area", width: 19, cell: (rule) => FAMILIES[rule.family] ?? plain(rule.family) },
  { title: "Shown to hold", cell: (rule) => plain(rule.provenance) },
  { title: "Source", width: 23, cell: (rule) => <a href={rule.source.url}>{rule.source.page}, {rule.source.date}</a> },
];

const textOf = (rule: Entry) => `${rule.code} ${rule.name} ${plain(rule.name)} ${FAMILIES[rule.family] ?? rule.family} ${rule.source.page}`.toLowerCase();
const keyOf = ({ code }: Entry) => code;

function All() {
  const { ready } = useEngine();
  const [level, setLevel] = useState("");
  const all = useMemo(() => (ready ? [...rules().values()] : []), [ready]);
  const rows = useMemo(() => all.filter((rule) => level === "" || rule.level === level), [all, level]);
  return (
    <>
      <Head title="Rulebook">What is judged, by which values, and where Microsoft says so.</Head>
      <section>
        <h2>Rules</h2>
        <FilteredGrid rows={rows} total={all.length} noun="rules" by="code, name, area or page" textOf={textOf} columns={COLUMNS} keyOf={keyOf} empty="Loading…">
          <Field label="Level">
            <Select value={level} onChange={(_, { value }) => setLevel(value)}>
              <option value="">All</option>
              <option value="error">Error</option>
              <option value="warning">Warning</option>
              <option value="note">Note</option>
            </Select>
          </Field>
        </FilteredGrid>
      </section>
      <Values />
      <Changes />
    </>
  );
}

function Values() {
  const [filter, setFilter] = useState("capacity");
  const [day, setDay] = useState("");
  const request = useMemo(() => ({ ...(filter.trim() ? { filter: filter.trim() } : {}), ...(day ? { as_of: day, rulebook: day } : {}) }), [filter, day]);
  const answer = useAnswer("rulebook", request, 200);
  return (
    <section className="card">
      <h2>Values</h2>
      <div className="filter">
        <Field label="Filter values by key or meaning"><Input type="search" value={filter} onChange={(_, { value }) => setFilter(value)} /></Field>
        <Field label="As published and in force on"><Input type="date" value={day} onChange={(_, { value }) => setDay(value)} /></Field>
      </div>
      <Answered answer={answer}>
        {(told) => {
          const { values } = told as RulebookValues;
          return values.length === 0 ? <p>No value fits.</p> : (
            <ul className="needs">
              {values.slice(0, 60).map((one) => (
                <li key={one.key + (one.of ?? "")}>
                  <code>{one.key}</code>{one.of && <> of <strong>{one.of}</strong></>}: <strong>{Array.isArray(one.value) ? one.value.join(", ") : String(one.value)}</strong>
                  <div className="quiet">{one.meaning} <a href={one.source.url}>{one.source.page}</a>, {one.source.date}</div>
                </li>
              ))}
              {values.length > 60 && <li className="quiet">and {values.length - 60} more: filter to see them</li>}
            </ul>
          );
        }}
      </Answered>
    </section>
  );
}

function Changes() {
  const [since, setSince] = useState("2024-01-24");
  const request = useMemo(() => (since ? { since } : undefined), [since]);
  const answer = useAnswer("rulebook", request, 200);
  return (
    <section className="card">
      <h2>What changed</h2>
      <Field label="Since the rulebook of"><Input type="date" value={since} onChange={(_, { value }) => setSince(value)} /></Field>
      {request && (
        <Answered answer={answer}>
          {(told) => {
            const { values, rules, from, to: until } = told as RulebookChanges;
            return (
              <>
                <p>From {from.rulebook} to {until.rulebook}: {rules.length} rules and {values.length} values changed.</p>
                <details className="more">
                  <summary>Show them</summary>
                <ul className="needs">
                  {rules.map((rule) => <li key={rule.code}><a href={to("rulebook", rule.code)}>{rule.code}</a> <Inline text={sentence(rule.says)} /></li>)}
                  {values.map((one) => <li key={one.key + (one.of ?? "")}><code>{one.key}</code>{one.of && ` of ${one.of}`}: {sentence(one.says)}</li>)}
                </ul>
                </details>
              </>
            );
          }}
        </Answered>
      )}
    </section>
  );
}
