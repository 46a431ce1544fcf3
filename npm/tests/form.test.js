// The form without a framework: what it says as it is filled in, by field, and how quickly.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import init, { engine } from "greenlight";
import { around, createForm } from "greenlight/form";
import { golden } from "./support.js";

before(() => init());

const form = (initial = golden) => createForm(engine, { initial });
const IMAGE = "/images/finance/generation";

test("it begins as its case is judged", () => {
  const { state } = form();
  assert.equal(state.outcome, "ready");
  assert.equal(state.ready, true);
  assert.deepEqual(state.tasks, engine.check({ case: golden }).report.tasks);
});

test("what is set is judged, by field, and what is beside it stays the same", () => {
  const own = form();
  own.set(IMAGE, 1);
  const { state } = own;
  assert.equal(state.outcome, "blocked");
  assert.equal(state.fields.get(IMAGE).errors[0].code, "IMG004");
  assert.equal(state.fields.get(IMAGE).value, 1);
  assert.equal(golden.images.finance.generation, 2);
  assert.equal(state.case.people, golden.people);
  own.set("/tenant/country", "FR");
  assert.equal(own.state.fields.get(IMAGE), state.fields.get(IMAGE));
  assert.ok(!own.state.changed.includes(IMAGE));
  assert.ok(own.state.changed.includes("/tenant/country"));
});

test("what is taken away is asked for; what does not block is a warning", () => {
  const own = form();
  own.set(IMAGE, undefined);
  assert.equal(own.state.outcome, "needs-facts");
  assert.equal(own.field(IMAGE).questions[0].at, IMAGE);
  assert.deepEqual(own.field(IMAGE).errors, []);
  own.set("/request/create-machine/network", undefined);
  assert.ok([...own.state.fields.values()].some(({ warnings }) => warnings.length > 0));
});

test("a value that is wrong stands by its field, and the rest is judged", () => {
  const own = form();
  own.set("/tenant/custom_networks", "x");
  own.set(IMAGE, 1);
  assert.equal(own.field("/tenant/custom_networks").invalid[0].code, "wrong-type");
  assert.equal(own.field(IMAGE).errors[0].code, "IMG004");
  own.set(IMAGE, 2);
  assert.equal(own.state.ready, false);
  own.set("/tenant/custom_networks", 4);
  assert.equal(own.state.ready, true);
});

test("it knows which fields were left and which were set, until it is reset", () => {
  const own = form();
  own.blur(IMAGE);
  assert.deepEqual([own.field(IMAGE).touched, own.field(IMAGE).dirty], [true, false]);
  own.set(IMAGE, 1);
  assert.deepEqual([own.field(IMAGE).touched, own.field(IMAGE).dirty], [true, true]);
  own.reset();
  assert.deepEqual([own.field(IMAGE).touched, own.field(IMAGE).dirty], [false, false]);
  assert.equal(own.state.case, golden);
  assert.ok(own.state.changed.includes(IMAGE));
  own.reset({ as_of: "2024-02-12" });
  assert.equal(own.state.outcome, undefined);
  assert.equal(own.state.invalid[0].code, "missing-field");
});

test("each choice says whether it is possible, and why each other is not", () => {
  const own = form();
  own.setAll([[IMAGE, 1], ["/request/create-machine/image", undefined]]);
  const options = own.options("/request/create-machine/image");
  assert.deepEqual(options.find(({ value }) => value === "finance"), {
    value: "finance",
    verdict: "impossible",
    because: [{ code: "IMG004", name: "image-is-generation-2", level: "error" }],
  });
  assert.equal(options.find(({ value }) => value === "default").verdict, "possible");
  assert.equal(own.decided(), false);
  assert.equal(own.options("/request/create-machine/name"), undefined);
  own.set("/request/create-machine/image", "finance");
  assert.equal(own.decided(), true);
});

test("what is open is worked out once for each case", () => {
  let asked = 0;
  const counting = { ...engine, openCase: undefined, open: (request) => ((asked += 1), engine.open(request)) };
  const own = createForm(counting, { initial: golden });
  own.options("/request/create-machine/image");
  own.decided();
  own.blur(IMAGE);
  own.options("/request/create-machine/image");
  assert.equal(asked, 1);
  own.options("/request/create-machine/network");
  assert.equal(asked, 2);
  own.set(IMAGE, 1);
  assert.equal(asked, 2);
  own.decided();
  assert.equal(asked, 3);
  // What is known whole is known of each place.
  own.open();
  own.options("/request/create-machine/image");
  own.decided();
  assert.equal(asked, 4);
});

test("whoever listens hears every change, until the end", () => {
  const own = form();
  const heard = [];
  const end = own.subscribe((state) => heard.push(state.outcome));
  own.set(IMAGE, 1);
  own.set(IMAGE, 2);
  end();
  own.set(IMAGE, 1);
  assert.deepEqual(heard, ["blocked", "ready"]);
});

test("what stands inside a field is found around it", () => {
  const own = form();
  own.set(IMAGE, 1);
  assert.deepEqual(around(own.state, "/images/finance").map(({ at }) => at), [IMAGE]);
  assert.deepEqual(around(own.state, "/images/fin"), []);
});

const PLACED = [
  ["a field that was not there, in one that was not there", {}, "/a/b", 1, { a: { b: 1 } }],
  ["a field with signs", {}, "/a~1b/~0", 1, { "a/b": { "~": 1 } }],
  ["a member at the end of a list", { a: [1] }, "/a/-", 2, { a: [1, 2] }],
  ["a member of a list, taken away", { a: [1, 2, 3] }, "/a/1", undefined, { a: [1, 3] }],
  ["what is not there, taken away", { a: 1 }, "/b/c", undefined, { a: 1 }],
];
for (const [what, facts, at, value, expected] of PLACED) {
  test(`it sets ${what}`, () => {
    const own = form(facts);
    own.set(at, value);
    assert.deepEqual(own.state.case, expected);
  });
}
