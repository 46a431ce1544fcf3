/** The conformance corpus as far as it stands in files: what is asked, and what every door answers, byte for byte. The examples of rules stand in
 * the core, and are asked of the module where it is built. */

import { readFile } from "node:fs/promises";

const text = (place) => readFile(new URL(`../../${place}`, import.meta.url), "utf8");
const json = async (place) => JSON.parse(await text(place));

/** The files of cases by hand, in the order of their answers. */
const FILES = ["bad-input", "documents", "outcomes", "rulebooks", "rulings", "field-reports", "reliability", "verbs", "words"];
/** What the golden case is changed by for each rulebook. */
const BOOKS = {
  "2024-01-24": [],
  "2022-12-12": ["golden-preview"],
  "2025-03-10": ["golden-march-2025"],
  "2025-10-02": ["golden-march-2025", "golden-october-2025"],
};
/** JavaScript reads 1.0 as 1. */
const NOT_IN_JAVASCRIPT = ["bad-input: a fractional count"];
const SEEDS = ["7", "8", "a seed may be any text"];

/** Requests with the answers that are kept: `{note, verb, input, expected}`. */
export async function corpus() {
  const kept = (await text("tests/answers.jsonl")).trimEnd().split("\n");
  const asked = await written();
  const cases = asked.map((one, index) => ({ ...one, expected: answer(kept[index]) }));
  return [...cases.filter(({ note }) => !NOT_IN_JAVASCRIPT.includes(note)), ...explained(kept), ...(await simulated(kept))];
}

/** An answer of more than one line is kept as a text. */
const answer = (line) => (line.startsWith('"') ? JSON.parse(line) : line);

async function written() {
  const rules = "core/src/rules";
  const golden = {};
  for (const [book, changes] of Object.entries(BOOKS)) {
    golden[book] = await json(`${rules}/golden.json`);
    for (const change of changes) golden[book] = merged(golden[book], await json(`${rules}/${change}.json`));
  }
  const judged = new Map();
  const cases = [];
  for (const file of FILES) {
    for (const { note, verb = "check", input, book = "2024-01-24", on, patch = {}, rename = {}, machine, options = {} } of await json(`tests/cases/${file}.json`)) {
      const changed = () => {
        const facts = renamed(merged(on === undefined ? golden[book] : judged.get(on), patch), rename);
        judged.set(note, facts);
        return { case: facts, options: merged({ rulebook: book }, options), ...(machine === undefined ? {} : { machine }) };
      };
      cases.push({ note: `${file}: ${note}`, verb, input: typeof input === "string" ? input : JSON.stringify(input ?? changed()) });
    }
  }
  return cases;
}

/** Every rule and every published code. */
function explained(kept) {
  const lines = kept.filter((line) => line.startsWith('{"code":"') && /,"(family|group)":"/.test(line));
  return lines.map((line) => ({ note: `explain ${JSON.parse(line).code}`, verb: "explain", input: JSON.stringify({ code: JSON.parse(line).code }), expected: line }));
}

async function simulated(kept) {
  const scenario = await json("core/tests/simulation/rollout.json");
  const asked = (seed, more) => JSON.stringify({ scenario: { ...scenario, seed, ...more }, ...(more ? {} : { options: { trace: true } }) });
  const last = kept.slice(-(4 * SEEDS.length + 6)).map(answer);
  const whole = { case: await json("core/src/rules/golden.json") };
  const batch = [JSON.stringify(whole), "", JSON.stringify({ ...whole, options: { rulebook: "2022-12-12" } }), "{}"].join("\n");
  const [many, ...parts] = last.slice(4 * SEEDS.length);
  const shared = { ...scenario, seed: SEEDS.at(-1), replicates: 20 };
  const shards = parts.slice(0, 2).map((part) => JSON.parse(part));
  return [
    ...SEEDS.flatMap((seed, index) => {
      const [quiet, told, same, other] = last.slice(4 * index);
      const trace = told.slice(told.indexOf("\n") + 1);
      const end = trace.lastIndexOf("active");
      return [
        { note: `simulate, seed ${seed}, no trace`, verb: "simulate", input: asked(seed, {}), expected: quiet },
        { note: `simulate, seed ${seed}`, verb: "simulate", input: asked(seed), expected: told },
        { note: `replay, seed ${seed}`, verb: "replay", input: trace, expected: same },
        { note: `replay what was changed, seed ${seed}`, verb: "replay", input: `${trace.slice(0, end)}inactive${trace.slice(end + 6)}`, expected: other },
      ];
    }),
    { note: "simulate twenty replicates", verb: "simulate", input: JSON.stringify({ scenario: shared }), expected: many },
    ...[1, 2].map((number) => ({ note: `shard ${number}`, verb: "shard", input: JSON.stringify({ scenario: shared, shard: { number, of: 2 } }), expected: parts[number - 1] })),
    { note: "merge two shards", verb: "merge", input: JSON.stringify({ scenario: shared, shards }), expected: parts[2] },
    { note: "merge one of two shards", verb: "merge", input: JSON.stringify({ scenario: shared, shards: shards.slice(1) }), expected: parts[3] },
    { note: "outcomes of a batch", verb: "outcomes", input: batch, expected: parts[4] },
  ];
}

const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** A JSON merge patch applied. */
function merged(value, patch) {
  if (!isObject(patch)) return patch;
  const result = isObject(value) ? { ...value } : {};
  for (const [name, change] of Object.entries(patch)) {
    if (change === null) delete result[name];
    else result[name] = merged(result[name], change);
  }
  return result;
}

/** A value in which texts and names that are whole names are others. */
function renamed(value, names) {
  if (typeof value === "string") return names[value] ?? value;
  if (Array.isArray(value)) return value.map((one) => renamed(one, names));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inside]) => [names[name] ?? name, renamed(inside, names)]));
}
