// Values of a program: all that is wrong is listed by its place, the rest is judged, and nothing hostile gets further.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import init, { GreenlightError, check, checkLines, engine, objects } from "greenlight";
import { copy, golden, program } from "./support.js";

before(() => init());

/** The golden case, changed. */
const changed = (change) => {
  const facts = copy();
  change(facts);
  return { case: facts };
};
const places = ({ errors }) => errors.map(({ code, at }) => `${code} ${at}`);

test("what is right is answered as its text is", () => {
  for (const request of [{ case: golden }, { case: golden, options: { all: true, receipt: true } }]) {
    assert.equal(JSON.stringify(engine.check(request)), JSON.stringify({ ok: true, report: JSON.parse(check(JSON.stringify(request))) }));
  }
  assert.equal(engine.open({ case: golden }).open.outcome, "ready");
  assert.ok(engine.describe().rules > 100);
});

test("what is undefined is absent, a date is an instant, and nothing is changed", () => {
  const facts = copy();
  facts.as_of = new Date(Date.UTC(2024, 1, 12, 9));
  facts.tenant.entra = undefined;
  facts.flows = undefined;
  const frozen = (value) => (Object.values(value).forEach((inner) => inner !== null && typeof inner === "object" && frozen(inner)), Object.freeze(value));
  const { report } = engine.check(frozen({ case: facts, options: undefined }));
  assert.equal(report.as_of, "2024-02-12T09:00:00Z");
  assert.ok(report.questions.some(({ at }) => at === "/tenant/entra"));
});

const REFUSED = [
  ["NaN", Number.NaN, "invalid-value"],
  ["Infinity", Number.POSITIVE_INFINITY, "invalid-value"],
  ["a Set", new Set([1]), "wrong-type"],
  ["a Map", new Map(), "wrong-type"],
  ["a BigInt", 4n, "wrong-type"],
  ["a symbol", Symbol("x"), "wrong-type"],
  ["a promise", Promise.resolve(4), "wrong-type"],
  ["a function", () => 4, "wrong-type"],
  ["a boxed number", Object(4), "wrong-type"],
  ["bytes", new Uint8Array(2), "wrong-type"],
  ["a regular expression", /x/, "wrong-type"],
  ["an error", new Error("x"), "wrong-type"],
  ["an object that writes itself", { toJSON: () => 4 }, "wrong-type"],
  ["an invalid date", new Date(Number.NaN), "invalid-value"],
  ["half a character", "\ud800", "invalid-value"],
];
for (const [what, value, code] of REFUSED) {
  test(`${what} is refused with its place, and the rest is judged`, () => {
    const answer = engine.check(changed((facts) => (facts.tenant.custom_networks = value)));
    assert.deepEqual(places(answer), [`${code} /tenant/custom_networks`]);
    assert.equal(answer.report.outcome, "needs-facts");
    assert.ok(answer.report.questions.some(({ at }) => at === "/tenant/custom_networks"));
  });
}

test("all that is wrong is listed, in every depth, and nothing that follows from it", () => {
  const answer = engine.check(
    changed((facts) => {
      facts.tenant.country = "NOP";
      facts.tenant.contry = "NO";
      facts.images.finance.generation = "two";
      facts.people["maker-a"].plans = ["power-automate-premium", "power-automate-premum", Number.NaN, 5];
      facts.environments.prod.geography = "Eurpe";
    }),
  );
  assert.deepEqual(places(answer).sort(), [
    "invalid-value /people/maker-a/plans/2",
    "invalid-value /tenant/country",
    "unknown-field /tenant/contry",
    "unknown-value /environments/prod/geography",
    "unknown-value /people/maker-a/plans/1",
    "wrong-type /images/finance/generation",
    "wrong-type /people/maker-a/plans/3",
  ]);
  assert.equal(answer.report.outcome, "needs-facts");
});

test("a list that lost a member is not whole: nobody is told to lack what could not be read", () => {
  const answer = engine.check(changed((facts) => (facts.people["maker-a"].plans = ["power-automate-premum"])));
  assert.deepEqual(places(answer), ["unknown-value /people/maker-a/plans/0"]);
  assert.deepEqual(answer.report.findings.filter(({ level }) => level === "error"), []);
  assert.equal(answer.report.outcome, "needs-facts");
});

test("a report on input that is wrong is never ready, even where no rule reads what is wrong", () => {
  for (const change of [(facts) => (facts.nothing = 1), (facts) => (facts.flows = { f: 7 }), (facts) => (facts.images.unused = { generation: Number.NaN })]) {
    const answer = engine.check(changed(change));
    assert.equal(answer.ok, false);
    assert.notEqual(answer.report.outcome, "ready");
    assert.equal(engine.open(changed(change)).open.decided, "no");
  }
});

test("where what is broken is broken whatever is meant, the report says blocked", () => {
  const answer = engine.check(
    changed((facts) => {
      facts.images.finance.generation = 1;
      facts.tenant.country = 7;
    }),
  );
  assert.equal(answer.report.outcome, "blocked");
});

const WITHOUT = [
  ["no instant", { case: { tenant: { country: "NO" } } }, ["missing-field /as_of"]],
  ["an instant that is none", { case: { ...golden, as_of: "soon", tenant: { country: 7 } } }, ["invalid-value /as_of", "wrong-type /tenant/country"]],
  ["two actions", changed((facts) => (facts.request.restart = {})), ["invalid-value /request"]],
  ["an option that there is not", { case: golden, options: { al: true } }, ["unknown-field /options/al"]],
  ["an option that cannot be", { case: golden, options: { rulebook: new Set() } }, ["wrong-type /options/rulebook"]],
  ["no case", {}, ["missing-field "]],
  ["a list for a request", [], ["wrong-type "]],
  ["nothing", undefined, ["malformed-json "]],
  ["a function", () => 1, ["wrong-type "]],
];
for (const [what, request, expected] of WITHOUT) {
  test(`${what}: all errors, and no report that would be about something else`, () => {
    const answer = engine.check(request);
    assert.deepEqual(places(answer).sort(), [...expected].sort());
    assert.equal(answer.report, undefined);
  });
}

const circle = { as_of: "2024-02-12" };
circle.tenant = circle;
const deep = Array.from({ length: 200 }).reduce((inner) => ({ inner }), {});
const endless = () => ({ get a() { return endless(); } });
const HOSTILE = [
  ["contains itself", circle, "invalid-value /tenant"],
  ["nests too deep", { as_of: "2024-02-12", tenant: deep }, "too-large"],
  ["nests without end", { as_of: "2024-02-12", tenant: endless() }, "too-large"],
  ["throws when it is read", { ...golden, get tenant() { throw new Error("no"); } }, "invalid-value /tenant"],
  ["throws what cannot be shown", { ...golden, get tenant() { throw { toString() { throw 1; } }; } }, "invalid-value /tenant"],
  ["is a revoked proxy", { ...golden, tenant: (({ proxy, revoke }) => (revoke(), proxy))(Proxy.revocable({}, {})) }, "invalid-value /tenant"],
  ["claims to be a list without end", { ...golden, groups: new Proxy([], { get: (list, key) => (key === "length" ? 2 ** 40 : list[key]) }) }, "too-large /groups"],
  ["claims a length below zero", { ...golden, groups: new Proxy([], { get: (list, key) => (key === "length" ? -1 : list[key]) }) }, "wrong-type /groups"],
  ["is a list with holes", { ...golden, images: { finance: { regions: [, "northeurope"] } } }, "wrong-type /images/finance/regions/0"],
  ["is a list that is huge and empty", { ...golden, groups: new Array(4_000_000_000) }, "too-large /groups"],
];
for (const [what, facts, expected] of HOSTILE) {
  test(`a case that ${what} is refused by its place`, () => {
    const answer = engine.check({ case: facts });
    assert.ok(places(answer).some((place) => place.startsWith(expected)), String(places(answer)));
    assert.equal(engine.check({ case: golden }).ok, true);
  });
}

test("a field of any name is a field and nothing else", () => {
  const facts = JSON.parse('{"as_of": "2024-02-12", "__proto__": {"tenant": 1}, "constructor": 1}');
  assert.deepEqual(places(engine.check({ case: facts })).slice(0, 2).sort(), ["unknown-field /__proto__", "unknown-field /constructor"]);
});

test("there is a bound on how many errors are listed", () => {
  const tenant = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`x${index}`, Number.NaN]));
  assert.equal(engine.check({ case: { ...golden, tenant } }).errors.length, 100);
});

test("what is no text is refused before it is copied", () => {
  for (const value of [undefined, null, 7, {}, { length: -1 }, { length: 2 ** 40 }, ["{}"]]) {
    assert.throws(() => check(value), TypeError);
    assert.throws(() => checkLines(value), TypeError);
  }
  const large = "x".repeat(64 * 1024 * 1024 + 1);
  assert.throws(() => check(large), (error) => error instanceof GreenlightError && error.code === "too-large");
  assert.match(check("\ud800"), /malformed-json/);
  assert.match(check('{"case": {"tenant": {"country": "Ærø 🏝"}}}'), /`Ærø 🏝`/);
});

test("text and objects give the same documents", () => {
  for (const request of [{ case: golden }, { case: { tenant: { contry: "NO" } } }, {}, () => 1]) {
    assert.equal(JSON.stringify(objects.check(request)), check(JSON.stringify(request) ?? ""));
  }
});

const MEASURED = `
  const memory = () => (globalThis.gc(), process.memoryUsage().rss / 1e6);
  const often = (times, work) => { for (let time = 0; time < times; time += 1) { try { work(time); } catch {} } };`;

test("what is large is given back, however often it comes", () => {
  const { stdout, stderr } = program(`${MEASURED}
    import init, { check, engine } from "greenlight";
    await init();
    const name = "x".repeat(5_000_000);
    const round = () => often(10, () => { engine.check({ case: { tenant: { country: name } } }); check(JSON.stringify({ case: { tenant: { country: name } } })); });
    const settled = async () => { for (let time = 0; time < 5; time += 1) { memory(); await new Promise((resolve) => setTimeout(resolve, 50)); } return memory(); };
    round();
    const before = await settled();
    round(); round(); round();
    console.log(await settled() - before < 100, engine.describe().rules > 100);`, "--expose-gc");
  assert.equal(stdout, "true true\n", stderr);
});

test("a hundred thousand throws leave nothing behind", () => {
  const { stdout, stderr } = program(`${MEASURED}
    import init, { check, engine, objects } from "greenlight";
    await init();
    const thrower = { get case() { throw new Error("no"); } };
    const round = () => often(25_000, () => { engine.check(thrower); try { objects.check(thrower); } catch {} check(undefined); });
    round();
    const before = memory();
    round(); round(); round();
    console.log(memory() - before < 20);`, "--expose-gc");
  assert.equal(stdout, "true\n", stderr);
});
