// The npm package as another program meets it: its size, its exports, its answers in Node.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import * as engine from "../pkg/greenlight.js";
import * as whole from "../pkg/whole.js";

/** What each module may weigh after brotli, in KB of 1000 bytes: it may shrink, not grow unseen. */
const MODULES = [
  { name: "greenlight", module: engine, most: 269 },
  { name: "whole", module: whole, most: 731 },
];

const read = (name) => readFile(new URL(`../pkg/${name}`, import.meta.url));

for (const { name, module, most } of MODULES) {
  const wasm = await read(`${name}_bg.wasm`);
  module.initSync({ module: wasm });

  test(`the module ${name} is small`, () => {
    const bytes = brotliCompressSync(wasm).length;
    console.log(`${name}_bg.wasm: ${wasm.length} bytes, ${bytes} after brotli`);
    assert.ok(bytes <= most * 1000, `${bytes} bytes, at most ${most * 1000}`);
  });
}

test("every file that the package names is there", async () => {
  const manifest = JSON.parse(await read("package.json"));
  const exported = Object.values(manifest.exports).flatMap((target) => (typeof target === "string" ? [target] : Object.values(target)));
  for (const file of [...manifest.files, ...exported]) await read(file);
});

test("its types hold for a program that uses them", () => {
  const strict = ["--strict", "--exactOptionalPropertyTypes", "--noUncheckedIndexedAccess"];
  const environment = ["--module", "nodenext", "--target", "es2022", "--lib", "es2022,dom"];
  const compiler = fileURLToPath(new URL("../node_modules/typescript/bin/tsc", import.meta.url));
  const program = fileURLToPath(new URL("usage.ts", import.meta.url));
  const { status, stdout } = spawnSync(process.execPath, [compiler, "--noEmit", ...strict, ...environment, program]);
  assert.equal(status, 0, `${stdout}`);
});

test("the program that its page shows for Node prints what the page says", async () => {
  const page = `${await read("README.md")}`;
  const fence = (opening, after) => page.slice(page.indexOf(after)).split(`\`\`\`${opening}\n`)[1].split("```")[0];
  const folder = await mkdtemp(join(tmpdir(), "greenlight-"));
  try {
    // As a program elsewhere sees it: through the exports of an installed package.
    await mkdir(join(folder, "node_modules"));
    await symlink(fileURLToPath(new URL("../pkg", import.meta.url)), join(folder, "node_modules/greenlight"), "junction");
    await writeFile(join(folder, "program.mjs"), fence("js", "## In Node"));
    const { status, stdout, stderr } = spawnSync(process.execPath, ["program.mjs"], { cwd: folder });
    assert.equal(status, 0, `${stderr}`);
    assert.equal(`${stdout}`, fence("text", "## In Node"));
  } finally {
    await rm(folder, { recursive: true });
  }
});

const REQUESTS = [{ case: { tenant: { country: "NO" } } }, { case: { tenant: { contry: "NO" } } }, {}];

test("text and objects give the same answers", () => {
  for (const request of REQUESTS) {
    assert.equal(JSON.stringify(engine.objects.check(request)), engine.check(JSON.stringify(request)));
  }
});

test("both modules give the same answers, and one of them has verbs that a form has no use for", async () => {
  const golden = JSON.parse(await readFile(new URL("../../core/src/rules/golden.json", import.meta.url)));
  for (const request of [...REQUESTS, { case: golden, options: { all: true, receipt: true } }]) {
    const text = JSON.stringify(request);
    assert.equal(engine.check(text), whole.check(text));
    assert.deepEqual(engine.objects.check(request), whole.objects.check(request));
  }
  assert.equal(engine.rules(), whole.rules());
  assert.equal(engine.describe(), whole.describe());
  const verbs = (module) => Object.keys(module).filter((name) => !/init|default/i.test(name));
  assert.deepEqual(verbs(whole).filter((name) => !verbs(engine).includes(name)), [
    "diagnose",
    "explain",
    "importFacts",
    "licences",
    "missingFacts",
    "redact",
    "replay",
    "roles",
    "rulebook",
    "simulate",
    "why",
  ]);
});

test("what is no text is refused before it is read", () => {
  assert.throws(() => engine.check(undefined), TypeError);
  assert.match(engine.check("\ud800"), /malformed-json/);
  assert.match(engine.check('{"case": {"tenant": {"country": "Ærø 🏝"}}}'), /`Ærø 🏝`/);
});

test("every rule has its page in pages.json, and in no module", async () => {
  const pages = JSON.parse(await read("pages.json"));
  const { rules } = engine.objects.rules();
  assert.deepEqual(rules.filter(({ code }) => pages[code] === undefined), []);
  for (const { code, name } of rules) {
    assert.ok(pages[code].startsWith(`# ${code} \`${name}\``), code);
    assert.equal(whole.objects.explain({ code }).page, undefined);
  }
});
