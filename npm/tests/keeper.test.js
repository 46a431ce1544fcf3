// A form whose case the engine keeps shows what one shows whose case is handed over whole, whatever is set in it, and gives back what it took.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import init, { engine } from "greenlight";
import { createForm } from "greenlight/form";
import { golden } from "./support.js";

before(() => init());

const WHOLE = { ...engine, openCase: undefined };
const shown = ({ state }) => ({ ...state, fields: [...state.fields], changed: [...state.changed].sort() });

/** A generator of numbers below a bound, from a seed. */
function drawn(seed) {
  let state = seed >>> 0;
  return (bound) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
}

/** Every place of a document, and some that it lacks. */
function placesOf(value, at = "") {
  if (typeof value !== "object" || value === null) return [at];
  const inner = Object.entries(value).flatMap(([key, one]) => placesOf(one, `${at}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`));
  return at === "" ? inner : [at, ...inner];
}

const VALUES = [undefined, null, 0, 1, 2, 300, true, false, "none", "enabled", "disabled", "active", "finance", "corp", "maker-a", "nobody", "", "2024-02-12", "North Europe", [], ["maker-a"], [1], {}, { at_least: 3 }, { items: ["maker-b"], complete: false }, NaN, new Date("2024-02-12T00:00:00Z")];
const MORE = ["/as_of", "/request/actor", "/request/run-unattended", "/images/another", "/images/another/generation", "/groups/pool/members/0", "/people/maker-a/plans/-", "/tenant/nothing", "/nothing", "/subscriptions/sub-a/grants/0/role", ""];

for (const seed of [1, 2, 3, 4]) {
  test(`whatever is set: ${seed}`, () => {
    const draw = drawn(seed);
    const places = [...placesOf(golden), ...MORE];
    const { asked, judge } = counting();
    const [kept, whole] = [judge, WHOLE].map((judge) => createForm(judge, { initial: golden }));
    for (let time = 0; time < 400; time += 1) {
      const at = places[draw(places.length)];
      const value = draw(12) === 0 ? VALUES[draw(VALUES.length)] : draw(2) === 0 ? undefined : at.split("/").slice(1).reduce((inner, key) => inner?.[key.replaceAll("~1", "/")], golden);
      const work = draw(6) === 0 ? (form) => form.reset() : at === "" ? (form) => form.reset({ ...golden, as_of: "2025-04-14" }) : (form) => form.set(at, value);
      const thrown = [kept, whole].map((form) => {
        try {
          return void work(form);
        } catch (error) {
          return String(error);
        }
      });
      assert.equal(thrown[0], thrown[1]);
      assert.deepEqual(shown(kept), shown(whole), `${time}: ${at} ${JSON.stringify(value)}`);
      if (time % 40 === 0) assert.deepEqual(kept.open(), whole.open(), `${time}: ${at}`);
      if (time % 10 === 0) assert.deepEqual(kept.options("/request/create-machine/image"), whole.options("/request/create-machine/image"));
    }
    kept.dispose();
    assert.ok(asked.check < 240, `${asked.check} of 400 cases were handed over whole`);
  });
}

/** An engine that counts what is asked of it. */
function counting() {
  const asked = { check: 0, open: 0, openCase: 0, changes: [], free: 0 };
  const judge = {
    rules: engine.rules,
    check: (request) => ((asked.check += 1), engine.check(request)),
    open: (request) => ((asked.open += 1), engine.open(request)),
    openCase(request) {
      asked.openCase += 1;
      const told = engine.openCase(request);
      if (!told.ok) return told;
      const { change, check, open, free } = told.answer;
      const answer = { check, open, change: (changes) => (asked.changes.push(changes), change(changes)), free: () => ((asked.free += 1), free()) };
      return { ok: true, answer };
    },
  };
  return { asked, judge };
}

test("only what changed is handed over", () => {
  const { asked, judge } = counting();
  const form = createForm(judge, { initial: golden });
  form.set("/images/finance/generation", 1);
  form.setAll([["/tenant/country", "FR"], ["/images/finance/generation", undefined]]);
  form.set("/groups/pool/members/0", "bot-01");
  form.open();
  assert.deepEqual(asked.changes, [
    [{ step: "set", at: "/images/finance/generation", value: 1 }],
    [{ step: "set", at: "/tenant/country", value: "FR" }, { step: "forget", at: "/images/finance/generation" }],
    [{ step: "set", at: "/groups/pool/members", value: ["bot-01"] }],
  ]);
  assert.deepEqual([asked.openCase, asked.check, asked.open], [1, 0, 0]);
  form.dispose();
  form.dispose();
  assert.equal(asked.free, 1);
  form.set("/images/finance/generation", 1);
  assert.equal(form.state.outcome, "blocked");
  assert.deepEqual([asked.openCase, asked.check], [1, 1]);
});

test("a wrong value is judged whole, and mended it is a change again", () => {
  const { asked, judge } = counting();
  const form = createForm(judge, { initial: golden });
  form.set("/tenant/custom_networks", "x");
  assert.equal(form.field("/tenant/custom_networks").invalid[0].code, "wrong-type");
  assert.equal(asked.check, 1);
  form.set("/tenant/custom_networks", 4);
  assert.deepEqual([form.state.ready, asked.openCase, asked.check], [true, 1, 1]);
  form.dispose();
});

test("an engine that failed is asked with the whole case, and keeps it again afterwards", () => {
  const { asked, judge } = counting();
  let fails = false;
  const failing = {
    ...judge,
    openCase(request) {
      const told = judge.openCase(request);
      const { change } = told.answer;
      return { ok: true, answer: { ...told.answer, change: (changes) => (fails ? assert.fail("trapped") : change(changes)) } };
    },
  };
  const form = createForm(failing, { initial: golden });
  fails = true;
  form.set("/images/finance/generation", 1);
  assert.equal(form.state.outcome, "blocked");
  fails = false;
  form.set("/images/finance/generation", 2);
  form.set("/images/finance/generation", 1);
  assert.equal(form.state.outcome, "blocked");
  assert.deepEqual([asked.openCase, asked.check, asked.free], [2, 1, 1]);
  form.dispose();
});
