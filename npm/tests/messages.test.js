// What reports say, told by the catalogue that the package brings: in English letter for letter as the engine does, and in another language.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import init, * as small from "greenlight";
import { format, translate } from "greenlight/messages";
import english from "greenlight/messages.json" with { type: "json" };
import { corpus } from "./corpus.js";

before(() => init());

const BOOKS = ["2022-12-12", "2024-01-24", "2025-03-10", "2025-10-02"];

/** Every part of a report that is told by the catalogue, of every case that can be judged, by every rulebook. */
async function* told() {
  for (const { note, verb, input } of await corpus()) {
    const request = verb === "check" && input.startsWith('{"case":{') ? read(input) : undefined;
    if (request === undefined) continue;
    for (const rulebook of BOOKS) {
      const options = { ...request.options, rulebook, parameters: true };
      const { findings = [], tasks = [], questions = [], warnings = [], old = [], overlay } = JSON.parse(small.check(JSON.stringify({ ...request, options })));
      for (const part of [...findings, ...tasks, ...questions, ...warnings, ...old, ...(overlay?.waived ?? [])]) yield { note, part };
    }
  }
}

test("the English catalogue gives what is wrong with a request, and phrases come only where they are asked for", async () => {
  let told = 0;
  for (const { note, verb, input } of await corpus()) {
    const request = ["check", "open"].includes(verb) && input.startsWith('{"case":') ? read(input) : undefined;
    if (request === undefined || (request.options !== undefined && !isObject(request.options))) continue;
    // First: of a text that is not read to its end only what stands before counts.
    const first = { options: undefined, ...request };
    const text = JSON.stringify({ ...first, options: { ...request.options, parameters: false } });
    // As long as the other, so that columns are the same.
    const ask = (parameters) => JSON.parse(small[verb](parameters ? text.replace('"parameters":false', '"parameters": true') : text)).errors ?? [];
    const plain = ask(false);
    for (const [place, error] of ask(true).entries()) {
      told += 1;
      const { phrases, ...rest } = error;
      assert.deepEqual(rest, plain[place], note);
      const { message, steps, help } = translate(english, error);
      assert.deepEqual({ message, steps, help }, { message: error.message, steps: [], help: error.help }, note);
    }
  }
  assert.ok(told > 50, String(told));
});

test("what is open, and what a verdict rests on, is told like a question of a report", () => {
  const request = { case: { as_of: "2024-02-12", people: { ann: {} }, machines: { "bot-01": { creator: "ann" } }, request: { actor: "ann", restart: { machine: "bot-01" } } } };
  const { fields, questions } = JSON.parse(small.open(JSON.stringify({ ...request, options: { parameters: true } })));
  for (const part of [...fields, ...questions]) assert.equal(translate(english, part).message, part.message);
  assert.ok(fields.length > 0 && questions.length > 0);
});

function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function read(input) {
  try {
    return JSON.parse(input);
  } catch {
    return undefined;
  }
}

test("the English catalogue gives what the engine says", async () => {
  let parts = 0;
  for await (const { note, part } of told()) {
    parts += 1;
    const { message, steps = [], found, expected } = part;
    const again = translate(english, part);
    assert.deepEqual({ message: again.message, steps: again.steps }, { message, steps }, note);
    if (found !== undefined) assert.deepEqual([again.found, again.expected], [found, expected], note);
  }
  assert.ok(parts > 2000, String(parts));
});

test("numbers choose their form as the language has it", () => {
  const seats = { zero: "kein Platz", one: "{count} Platz", other: "{count} Plätze" };
  const polish = { one: "{count} miejsce", few: "{count} miejsca", many: "{count} miejsc", other: "{count} miejsca" };
  for (const [language, forms, expected] of [
    ["de", seats, ["kein Platz", "1 Platz", "2 Plätze", "5 Plätze"]],
    ["pl", polish, ["0 miejsc", "1 miejsce", "2 miejsca", "5 miejsc"]],
  ]) {
    const catalogue = { ...english, language, phrases: { seats: forms } };
    assert.deepEqual([0, 1, 2, 5].map((count) => format(catalogue, { phrase: "seats", with: { count } })), expected);
  }
});

test("what the catalogue lacks stays English, and names are no members of a prototype", () => {
  const empty = { ...english, rules: {}, phrases: {}, questions: {}, lists: {}, values: {} };
  const finding = { code: "IMG004", message: "m", steps: ["s"], parameters: { found: { value: "constructor" } }, step_codes: [0] };
  assert.deepEqual(translate(empty, finding), { message: "m", steps: ["s"], found: "constructor" });
  assert.equal(format(empty, { list: "quoted", of: ["__proto__", { phrase: "toString" }] }), "`__proto__`, `toString`");
  const odd = { ...empty, phrases: { odd: "{constructor} {name}" } };
  assert.equal(format(odd, { phrase: "odd", with: { name: "{name} $&" } }), "{constructor} {name} $&");
});

test("a report without what fills its sentences is told so", () => {
  assert.throws(() => translate(english, { code: "IMG004", message: "m" }), /parameters: true/);
});
