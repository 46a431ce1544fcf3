// The installed package in Chromium: by itself, bundled by esbuild, and under everything that keeps it from loading.
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { browser, file, serve } from "./support.js";

const HERE = fileURLToPath(new URL("../node_modules/.packed/", import.meta.url));
/** A policy as strict as a page that runs the engine can have. */
const STRICT = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; require-trusted-types-for 'script'";
const PAGE = '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><script type="module" src="/script.js"></script>';
/** A program that shows how it went in the page's title. */
const shows = (from, more = "") => `
  import init from "${from}";
  try {
    const engine = await init(${more});
    document.title = "rules: " + (engine.rules().rules.length > 100);
  } catch (error) {
    document.title = error.code + ": " + error.help;
  }`;

let chromium;
let folder;
before(async () => {
  chromium = await browser();
  folder = await mkdtemp(join(HERE, "chromium-"));
});
after(async () => {
  await chromium.close();
  await rm(folder, { recursive: true });
});

/** The title of a page that runs the script, under a policy, on a server that answers by itself for some paths. */
async function title(script, { policy = STRICT, answers = {} } = {}) {
  const own = { "/": { body: PAGE, kind: "text/html", headers: { "Content-Security-Policy": policy } }, "/script.js": { body: script, kind: "text/javascript" } };
  const { address, end } = await serve((path) => ({ ...own, ...answers })[path]);
  const page = await chromium.newPage();
  try {
    const faults = [];
    page.on("pageerror", (error) => faults.push(error.message));
    await page.goto(address);
    await page.waitForFunction(() => document.title !== "", undefined, { timeout: 20_000 });
    assert.deepEqual(faults, []);
    return await page.title();
  } finally {
    await page.close();
    await end();
  }
}

async function bundled(script, options) {
  const input = join(folder, "input.js");
  await writeFile(input, script);
  const { outputFiles } = await build({ entryPoints: [input], bundle: true, format: "esm", write: false, logLevel: "silent", ...options });
  return outputFiles[0].text;
}

for (const module of ["greenlight", "whole"]) {
  for (const kind of ["", ".inline"]) {
    test(`a plain script loads ${module}${kind}.js under a strict policy`, async () => {
      assert.equal(await title(shows(`/greenlight/${module}${kind}.js`)), "rules: true");
    });
  }
}

for (const [what, options] of [["as it is", {}], ["minified", { minify: true }], ["as a classic script", { format: "iife", target: "es2022", supported: { "top-level-await": true } }]]) {
  test(`esbuild bundles it ${what}, with nothing configured`, async () => {
    const script = options.format === "iife" ? shows("greenlight").replace(/import init.*/, '$&\n(async () => {') + "\n})();" : shows("greenlight");
    assert.equal(await title(await bundled(script, options)), "rules: true");
  });
}

test("whoever imports it and uses nothing of it carries nothing along", async () => {
  const text = await bundled('import "greenlight"; import { check } from "greenlight/whole"; console.log(1);', { minify: true });
  assert.equal(text.trim(), "console.log(1);");
});

const WASM = "/greenlight/greenlight_bg.wasm";
const wasm = await readFile(file("greenlight_bg.wasm"));
const LOADING = [
  ["compiling is forbidden", "policy", "wasm-unsafe-eval", { policy: STRICT.replace("'wasm-unsafe-eval'", "") }],
  ["fetching is forbidden", "policy", "connect-src", { policy: STRICT.replace("connect-src 'self'", "connect-src 'none'") }],
  ["the file is not there", "missing", "greenlight/inline", { answers: { [WASM]: { status: 404, body: "" } } }],
  ["a web page stands in its place", "missing", "greenlight/inline", { answers: { [WASM]: { body: PAGE, kind: "text/html" } } }],
  ["something else is sent", "mime", "application/wasm", { answers: { [WASM]: { body: "sorry", kind: "text/plain" } } }],
  ["the server fails", "network", "log", { answers: { [WASM]: { status: 503, body: "" } } }],
  ["the connection breaks", "network", "reached", { answers: { [WASM]: { status: 0 } } }],
  ["the file is cut off", "damaged", "cache", { answers: { [WASM]: { body: wasm.subarray(0, 5000), kind: "application/wasm" } } }],
];
for (const [what, code, help, options] of LOADING) {
  test(`where ${what}, the error says so`, async () => {
    const shown = await title(shows("/greenlight/greenlight.js"), options);
    assert.ok(shown.startsWith(`${code}: `) && shown.includes(help), shown);
  });
}

test("a server that sends the module as something else is good enough", async () => {
  const answers = { [WASM]: { body: wasm, kind: "application/octet-stream" } };
  assert.equal(await title(shows("/greenlight/greenlight.js"), { answers }), "rules: true");
});
