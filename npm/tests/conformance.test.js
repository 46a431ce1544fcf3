// The conformance corpus on the packed whole module: every answer is, byte for byte, what every other door gives.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import init, * as whole from "greenlight/whole";
import { corpus } from "./corpus.js";
import { browser, file, golden, serve } from "./support.js";

before(() => init());

const cases = await corpus();

/** The notes of the cases that a module answers otherwise. Runs in pages as well. */
function different(cases, whole) {
  const others = cases.filter(({ verb, input, expected }) => {
    let trace = "";
    const answer = whole[verb.replaceAll(/-(\w)/g, (_, letter) => letter.toUpperCase())](input, { emit: (chunk) => void (trace += chunk) });
    return (trace === "" ? answer : `${answer}\n${trace}`) !== expected;
  });
  return others.map(({ note }) => note);
}

test("the corpus holds cases by hand, explanations and simulations", () => {
  for (const verb of ["check", "diagnose", "explain", "licences", "roles", "rulebook", "simulate", "replay"]) {
    assert.ok(cases.filter((one) => one.verb === verb).length >= 7, verb);
  }
  assert.ok(cases.length > 700, String(cases.length));
});

test("Node answers as every door does", () => assert.deepEqual(different(cases, whole), []));

const PAGE = '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><script type="module" src="/script.js"></script>';
const SCRIPT = `
  import init, * as whole from "/greenlight/whole.js";
  ${different}
  const [cases] = await Promise.all([fetch("/corpus.json").then((response) => response.json()), init()]);
  globalThis.others = different(cases, whole);`;
const ANSWERS = {
  "/": { body: PAGE, kind: "text/html" },
  "/script.js": { body: SCRIPT, kind: "text/javascript" },
  "/corpus.json": { body: JSON.stringify(cases), kind: "application/json" },
};
for (const name of ["chromium", "firefox"]) {
  test(`a page in ${name} answers as every door does`, async () => {
    const [opened, { address, end }] = await Promise.all([browser(name), serve((path) => ANSWERS[path])]);
    try {
      const page = await (await opened.newContext()).newPage();
      await page.goto(address);
      await page.waitForFunction(() => "others" in globalThis, undefined, { timeout: 60_000 });
      assert.deepEqual(await page.evaluate(() => globalThis.others), []);
    } finally {
      await opened.close();
      await end();
    }
  });
}

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
