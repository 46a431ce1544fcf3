// Calls drawn from numbers, on both modules of the packed package: every answer is, byte for byte, what the engine gives natively.
import assert from "node:assert/strict";
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { before, test } from "node:test";
import initSmall, * as small from "greenlight";
import initWhole, * as whole from "greenlight/whole";

/** `cargo xtask test package` and `cargo xtask differential` write the calls to the file that this variable names. */
const file = process.env.GREENLIGHT_CALLS;

before(() => Promise.all([initSmall(), initWhole()]));

const method = (verb) => verb.replaceAll(/-(\w)/g, (_, letter) => letter.toUpperCase());

function answered(module, { verb, input }) {
  let trace = "";
  const answer = module[method(verb)](input, { emit: (chunk) => void (trace += chunk) });
  return trace === "" ? answer : `${answer}\n${trace}`;
}

test("both modules answer what is drawn as the engine does natively", async () => {
  assert.ok(file, "GREENLIGHT_CALLS names no file of calls");
  const made = { small: 0, whole: 0 };
  const others = [];
  for await (const line of createInterface({ input: createReadStream(file) })) {
    const call = JSON.parse(line);
    for (const [name, module] of Object.entries({ small, whole })) {
      if (!(method(call.verb) in module)) continue;
      made[name] += 1;
      const answer = answered(module, call);
      // As in the corpus: an answer of more than one line is a text.
      const expected = answer.includes("\n") ? JSON.parse(call.expected) : call.expected;
      if (answer !== expected) others.push({ name, ...call, answer });
    }
  }
  assert.deepEqual(others.slice(0, 3), [], `${others.length} of ${made.whole} calls differ`);
  assert.ok(made.whole > 0 && made.small > made.whole / 2, JSON.stringify(made));
});
