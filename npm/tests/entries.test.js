// Every entry of the installed package, in Node: it loads without being configured, and says what is wrong if it cannot.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { file, golden, program } from "./support.js";

const manifest = JSON.parse(await readFile(file("package.json")));
const wasm = await readFile(file("greenlight_bg.wasm"));

for (const entry of ["greenlight", "greenlight/inline", "greenlight/whole", "greenlight/whole/inline"]) {
  test(`\`await init()\` is enough: ${entry}`, async () => {
    const { default: init, init: named, check, engine } = await import(entry);
    assert.equal(init, named);
    assert.equal(await init(), engine);
    assert.equal(JSON.parse(check(JSON.stringify({ case: golden }))).outcome, "ready");
    assert.equal(engine.check({ case: golden }).report.outcome, "ready");
  });
}

const GIVEN = {
  bytes: "bytes",
  "a promise of bytes": "Promise.resolve(bytes)",
  "a module": "new WebAssembly.Module(bytes)",
  "a module as wasm-bindgen takes it": "{ module_or_path: new WebAssembly.Module(bytes) }",
  "a Response": 'new Response(bytes, { headers: { "Content-Type": "application/wasm" } })',
};
for (const [what, source] of Object.entries(GIVEN)) {
  test(`the entry without a module takes ${what}`, () => {
    const { stdout, stderr } = program(`
      import { readFileSync } from "node:fs";
      import init from "greenlight/slim";
      const bytes = readFileSync(${JSON.stringify(file("greenlight_bg.wasm"))});
      const engine = await init(${source});
      console.log(engine.rules().rules.length > 100);`);
    assert.equal(stdout, "true\n", stderr);
  });
}

test("it starts at once where bytes are at hand", async () => {
  const { initSync } = await import("greenlight/slim");
  assert.equal(initSync({ module: wasm }), initSync(wasm));
});

const LOADING = [
  ["whatever calls first", 'import { check } from "greenlight"; check("{}")', "not-initialised", "await init()"],
  ["whatever calls first on objects", 'import { objects } from "greenlight"; objects.rules()', "not-initialised", "await init()"],
  ["bytes that are cut off", 'import init from "greenlight/slim"; await init(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1]))', "damaged", "install"],
  ["an address that nobody answers", 'import init from "greenlight/slim"; await init("http://127.0.0.1:9/x.wasm")', "network", "try again"],
  ["no WebAssembly", 'import init from "greenlight"; globalThis.WebAssembly = undefined; await init()', "unsupported", "Node 20"],
  ["an engine without references", 'import init from "greenlight"; WebAssembly.validate = () => false; await init()', "unsupported", "Node 20"],
];
for (const [what, text, code, help] of LOADING) {
  test(`${what} is told so`, () => {
    const { stdout, stderr } = program(`
      process.once("uncaughtException", (error) => console.log(JSON.stringify([error.name, error.code, error.help, error.message])));
      ${text}`);
    const [name, told, helps, message] = JSON.parse(stdout || `["${stderr.replaceAll('"', "'").replaceAll("\n", " ")}"]`);
    assert.equal(name, "GreenlightError", name);
    assert.equal(told, code);
    assert.ok(helps.includes(help), helps);
    assert.ok(message.includes(helps), message);
  });
}

test("a failure can be followed by another try", () => {
  const { stdout, stderr } = program(`
    import { readFileSync } from "node:fs";
    import init from "greenlight/slim";
    const first = await init(new Uint8Array(3)).catch((error) => error.code);
    await init(readFileSync(${JSON.stringify(file("greenlight_bg.wasm"))}));
    console.log(first);`);
  assert.equal(stdout, "damaged\n", stderr);
});

test("every file that the package names is there, and none that it does not", async () => {
  const named = (target) => (typeof target === "string" ? [target] : Object.values(target).flatMap(named));
  for (const place of named(manifest.exports).filter((place) => !place.includes("*"))) await readFile(file(place));
  assert.deepEqual(Object.keys(manifest.exports["."]), ["types", "workerd", "node", "webpack", "production", "development", "default"]);
  for (const name of ["LICENSE-MIT", "LICENSE-APACHE", "README.md", "pages.json", "schemas/case.schema.json"]) await readFile(file(name));
});
