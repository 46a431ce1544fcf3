// A case that is held open: changed where it is, it says what a fresh one says, until it is free.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import * as small from "greenlight";
import * as whole from "greenlight/whole";
import { golden } from "./support.js";

before(() => Promise.all([small.default(), whole.default()]));

const IMAGE = "/images/finance/generation";
const set = (at, value) => ({ step: "set", at, value });

for (const [name, module] of Object.entries({ small, whole })) {
  const { engine } = module;
  const held = (facts = golden) => engine.openCase({ case: facts }).answer;

  test(`${name}: it answers as a fresh case does, after every change`, () => {
    const open = held();
    const facts = structuredClone(golden);
    for (const generation of [1, 2]) {
      facts.images.finance.generation = generation;
      assert.deepEqual(open.change([set(IMAGE, generation)]), { ok: true, answer: { changed: 1 } });
      assert.deepEqual(open.check().answer, engine.check({ case: facts }).report);
      assert.deepEqual(open.open().answer, engine.open({ case: facts }).open);
    }
    delete facts.images.finance.generation;
    open.change([{ step: "forget", at: IMAGE }]);
    assert.deepEqual(open.open([IMAGE]).answer, engine.open({ case: facts, places: [IMAGE] }).open);
    assert.equal(open.open([IMAGE]).answer.questions.length, 1);
    open.free();
  });

  test(`${name}: of changes that cannot all be made none is, and says why`, () => {
    const open = held();
    for (const [changes, at, code] of [
      [[set(IMAGE, 1), set(IMAGE, "x")], IMAGE, "wrong-type"],
      [[set(IMAGE, 1), set("/images/finance/genration", 2)], "/images/finance/genration", "unknown-field"],
      [[set(IMAGE, 1), { step: "put", at: IMAGE }], "/1/step", "unknown-value"],
      [[set(IMAGE, 1), set(IMAGE, NaN)], "/1/value", "invalid-value"],
      [[set(IMAGE, 1), null], "/1", "missing-field"],
      ["x", "", "wrong-type"],
    ]) {
      const { ok, errors } = open.change(changes);
      assert.deepEqual([ok, errors[0].at, errors[0].code], [false, at, code], JSON.stringify(changes));
      assert.equal(open.check().answer.outcome, "ready");
    }
    open.free();
  });

  test(`${name}: what is wrong with the case refuses it, and what a change can mend does not`, () => {
    for (const request of [undefined, null, {}, { case: { images: 3 } }, { case: golden, options: { rulebook: "x" } }, { case: () => 1 }]) {
      const { ok, errors } = engine.openCase(request);
      assert.equal(ok, false);
      assert.ok(errors.length > 0 && typeof errors[0].message === "string");
    }
    const { request, ...facts } = golden;
    const open = held(facts);
    assert.equal(open.check().errors[0].at, "/request");
    open.change([set("/request", request)]);
    assert.equal(open.check().answer.outcome, "ready");
    open.free();
  });

  test(`${name}: once it is free it says so, and freeing it again is nothing`, () => {
    const open = held();
    open.free();
    open.free();
    assert.throws(() => open.check(), (error) => error instanceof small.GreenlightError || error instanceof whole.GreenlightError);
    assert.equal(engine.check({ case: golden }).report.outcome, "ready");
  });
}

test("a place that is known is told as one that is asked for", () => {
  const { open } = small.engine.open({ case: golden, places: [IMAGE, "/request/create-machine/image"] });
  const [image] = open.fields;
  const [generation] = open.questions;
  assert.equal(image.at, "/request/create-machine/image");
  assert.deepEqual(generation.rules.includes("IMG004"), true);
  const verdict = (value) => generation.choices.find(({ span }) => span.from <= value && (span.to ?? value) >= value)?.verdict;
  assert.deepEqual([verdict(1), verdict(2)], ["impossible", "possible"]);
  const wrong = small.engine.open({ case: golden, places: ["/images/finance/genration"] });
  assert.deepEqual([wrong.ok, wrong.errors[0].code], [false, "unknown-field"]);
});
