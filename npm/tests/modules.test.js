// Both modules of the installed package: what they weigh, that they agree, and that they get up again after they failed.
import assert from "node:assert/strict";
import { readFile, stat } from "node:fs/promises";
import { before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, brotliCompressSync } from "node:zlib";
import { build } from "esbuild";
import init, * as small from "greenlight";
import initWhole, * as whole from "greenlight/whole";
import { Binding } from "../node_modules/greenlight/binding.js";
import { copy, file, golden } from "./support.js";

before(() => Promise.all([init(), initWhole()]));

/** What each may weigh after brotli, in KB of 1000 bytes: it may shrink, not grow unseen. */
const FILES = { "greenlight_bg.wasm": 302, "whole_bg.wasm": 1010, "data/pages.js": 99 };
const compressed = promisify(brotliCompress);
/** All at once: they take seconds. */
const weighed = new Map(Object.keys(FILES).map((name) => [name, weigh(name)]));
for (const [name, most] of Object.entries(FILES)) {
  test(`${name} is small`, async () => {
    const { own, sent } = await weighed.get(name);
    light(`${name}: ${own} bytes`, sent, most);
  });
}
async function weigh(name) {
  const bytes = await readFile(file(name));
  return { own: bytes.length, sent: (await compressed(bytes)).length };
}

/** What a page pays in scripts for an entry, minified. */
const ENTRIES = {
  "greenlight.js": 8,
  "greenlight.inline.js": 384,
  "whole.js": 12,
  "form.js": 3,
  "react-hook-form.js": 2,
  "standard.js": 2,
  "element.js": 2,
  "printable.js": 1,
  "messages.js": 1,
};
for (const [name, most] of Object.entries(ENTRIES)) {
  test(`the entry ${name} is light`, async () => {
    const split = { splitting: true, outdir: "out" };
    const { outputFiles } = await build({ entryPoints: [file(name)], bundle: true, minify: true, format: "esm", write: false, external: ["react"], logLevel: "silent", ...split });
    // The pages of rules come in a chunk of their own.
    const own = outputFiles.find(({ path }) => path.endsWith(name));
    light(name, brotliCompressSync(own.contents).length, most);
  });
}

test("the package is light", async () => {
  const { size } = await stat(fileURLToPath(new URL("../node_modules/.packed/greenlight.tgz", import.meta.url)));
  light("greenlight.tgz", size, 4530);
});

function light(what, bytes, most) {
  console.log(`${what}: ${bytes} bytes as sent, at most ${most * 1000}`);
  assert.ok(bytes <= most * 1000, `${what}: ${bytes} bytes, at most ${most * 1000}`);
}

test("both modules give the same answers, and one of them has verbs that a form has no use for", () => {
  for (const request of [{ case: { tenant: { country: "NO" } } }, { case: { tenant: { contry: "NO" } } }, {}, { case: golden, options: { all: true, receipt: true } }]) {
    const text = JSON.stringify(request);
    assert.equal(small.check(text), whole.check(text));
    assert.equal(small.open(text), whole.open(text));
    assert.deepEqual(small.engine.check(request), whole.engine.check(request));
  }
  assert.equal(small.rules(), whole.rules());
  assert.equal(small.describe(), whole.describe());
  const more = ["Cancelled", "diagnose", "explain", "importFacts", "importFiles", "licences", "merge", "missingFacts", "outcomes", "redact", "replay", "roles", "rulebook", "shard", "simulate", "simulateAsync", "why"];
  assert.deepEqual(Object.keys(whole).filter((name) => !(name in small)).sort(), more);
  for (const verb of more.filter((verb) => !["Cancelled", "outcomes", "replay"].includes(verb))) assert.equal(typeof whole.engine[verb], "function");
});

test("every verb on values answers as its text does", () => {
  const asked = {
    explain: { code: "IMG004" },
    diagnose: { case: golden, machine: Object.keys(golden.machines)[0] },
    why: { case: golden },
    licences: { case: golden },
    missingFacts: { case: golden },
    redact: { case: golden },
    roles: {},
    rulebook: { filter: "image" },
    simulate: { scenario: { as_of: "2024-02-12" } },
    shard: { scenario: { as_of: "2024-02-12", replicates: 3 }, shard: { number: 1, of: 2 } },
  };
  for (const [verb, request] of Object.entries(asked)) {
    const answer = whole.engine[verb](request);
    assert.equal(JSON.stringify(answer.answer), whole[verb](JSON.stringify(request)), verb);
  }
  assert.deepEqual(whole.engine.explain({ code: "IMG004", cod: 1, more: Number.NaN }).errors.map(({ at }) => at), ["/more", "/cod"]);
});

test("every rule has its page in pages.json", async () => {
  const pages = JSON.parse(await readFile(file("pages.json")));
  for (const { code, name } of small.engine.rules().rules) assert.ok(pages[code].startsWith(`# ${code} \`${name}\``), code);
});

test("after it failed, the engine is a fresh one", () => {
  const request = JSON.stringify({ case: golden });
  const right = small.check(request);
  const { encodeInto } = TextEncoder.prototype;
  TextEncoder.prototype.encodeInto = () => {
    throw new RangeError("as if it had trapped");
  };
  try {
    assert.throws(() => small.check(request), (error) => error.code === "trapped" && error.cause instanceof RangeError);
  } finally {
    TextEncoder.prototype.encodeInto = encodeInto;
  }
  assert.equal(small.check(request), right);
});

test("what an observer throws stops the work and is thrown; it is told of nothing more", () => {
  const scenario = JSON.stringify({ scenario: { as_of: "2024-02-12" }, options: { trace: true } });
  let heard = 0;
  const emit = () => {
    heard += 1;
    throw new RangeError("full");
  };
  assert.throws(() => whole.simulate(scenario, { emit }), RangeError);
  assert.equal(heard, 1);
  assert.throws(() => whole.simulate(scenario, { emit: "no function" }), /`emit` of the observer is not a function/);
  assert.throws(() => whole.simulate(scenario, { emit: async () => {} }), /`emit` answered a promise/);
  assert.throws(() => whole.simulate(scenario, { emit: () => whole.rules() && undefined }), (error) => error.code === "busy");
  assert.ok(JSON.parse(whole.simulate(scenario, { emit: () => {} })).format_version);
});

const PROGRESS = [
  ["nothing", () => undefined, true],
  ["true", () => true, true],
  ["false", () => false, false],
  ["a promise", async () => false, TypeError],
  ["zero", () => 0, TypeError],
  ["null", () => null, TypeError],
];
for (const [what, progress, expected] of PROGRESS) {
  test(`progress that answers ${what}`, async () => {
    let wish;
    const memory = { buffer: new ArrayBuffer(0) };
    const glue = { default: async () => {}, initSync: () => ({ memory }), __wbg_reset_state() {}, simulate: (_, host) => ((wish = host.progress(1, 2)), "{}") };
    const binding = new Binding(glue);
    await binding.start(new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])));
    const asked = () => binding.watched("simulate", "{}", { progress });
    if (typeof expected === "boolean") assert.equal(asked(), "{}");
    else assert.throws(asked, expected);
    assert.equal(wish, expected === true);
  });
}

test("an older document is read as it was", () => {
  // As it was written for 0.1.0: a case in each shape that a fact can take.
  const facts = copy({
    as_of: "2024-02-12",
    tenant: { country: { value: "FR", observed_at: "2024-02-01", source: "an export" }, custom_networks: { at_least: 4 } },
    people: { ann: { plans: { items: ["power-automate-premium"], complete: false }, roles: { prod: ["Environment Maker"] } } },
    environments: { prod: { geography: { value: "europe", attested: { by: "An administrator" } } } },
    request: { actor: "ann", "create-machine": { environment: "prod", image: "default" } },
  });
  const { ok, report } = small.engine.check({ case: facts });
  assert.deepEqual([ok, report.format_version, report.outcome], [true, "1.0", "needs-facts"]);
});
