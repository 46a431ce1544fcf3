// The npm package as another program meets it: its size, its exports, its answers in Node.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import * as engine from "../pkg/greenlight.js";

/** What it weighs today, rounded up: it may shrink, not grow unseen. */
const BROTLI_BYTES_MAX = 480 * 1024;

const read = (name) => readFile(new URL(`../pkg/${name}`, import.meta.url));
const wasm = await read("greenlight_bg.wasm");
engine.initSync({ module: wasm });

test("the module is small", () => {
  const bytes = brotliCompressSync(wasm).length;
  console.log(`greenlight_bg.wasm: ${wasm.length} bytes, ${bytes} after brotli`);
  assert.ok(bytes <= BROTLI_BYTES_MAX, `${bytes} bytes, at most ${BROTLI_BYTES_MAX}`);
});

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

test("text and objects give the same answers", () => {
  const requests = [{ case: { tenant: { country: "NO" } } }, { case: { tenant: { contry: "NO" } } }, {}];
  for (const request of requests) {
    assert.equal(JSON.stringify(engine.objects.check(request)), engine.check(JSON.stringify(request)));
  }
});
