// The conformance corpus on the packed whole module: every answer is, byte for byte, what every other door gives.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import init, * as whole from "greenlight/whole";
import { file, golden } from "./support.js";

before(() => init());

/** What the shell answers, from the answers that are kept: those that explain and diagnose, which rest on pages and texts. */
const kept = (await import("node:fs")).readFileSync(new URL("../../tests/answers.jsonl", import.meta.url), "utf8").trimEnd().split("\n");

test("every rule is explained as everywhere, with its page", () => {
  const rules = kept.filter((line) => line.startsWith('{"code":"') && line.includes(',"family":"'));
  assert.ok(rules.length > 100, String(rules.length));
  for (const line of rules) assert.equal(whole.explain(JSON.stringify({ code: JSON.parse(line).code })), line);
});

test("every published code is explained as everywhere, with what it means and what to do", () => {
  const codes = kept.filter((line) => line.startsWith('{"code":"') && line.includes(',"group":"'));
  assert.ok(codes.length > 100, String(codes.length));
  const answers = codes.map((line) => whole.explain(JSON.stringify({ code: JSON.parse(line).code })));
  // A name that several codes share is answered with all of them.
  assert.deepEqual(answers.filter((answer) => !kept.includes(answer)), []);
});

test("a diagnosis says what its codes mean, what to do and what is next", () => {
  const machine = Object.keys(golden.machines)[0];
  const facts = { as_of: "2024-04-12", machines: { "bot-01": { status: "failed", error: "noEnoughIpAddress" } } };
  const diagnosis = whole.engine.diagnose({ case: facts, machine: "bot-01" }).answer;
  assert.ok(diagnosis.error_code.meaning.length > 10 && diagnosis.error_code.remedy.length > 10);
  assert.ok(whole.engine.diagnose({ case: golden, machine }).ok);
});

test("where the pages cannot be loaded, who asks for one is told", async () => {
  const { Pages } = await import("../node_modules/greenlight/pages.js");
  const rule = '{"code":"IMG004","family":"image"}';
  assert.throws(() => new Pages().added(rule), (error) => error.code === "pages" && error.help.includes("data/pages.js"));
  assert.equal(new Pages().added('{"code":"x","group":"run"}'), '{"code":"x","group":"run"}');
  assert.ok(file("data/pages.js").length > 0);
});
