/** Builds the package around its modules, which lie in `www/pkg` already: `node build/build.js VERSION`. */

import { spawnSync } from "node:child_process";
import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { COPIED, MODULES, manifest } from "./manifest.js";
import { inputTypes } from "./types.js";
import { withWords } from "./words.js";

const at = (place) => new URL(`../../${place}`, import.meta.url);
const PACKAGE = "www/pkg";

const text = (place) => readFile(at(place), "utf8");
const documents = withWords(await text("wasm/browser/src/generated/types.ts"), {
  terms: await text("core/rulebook/terms.toml"),
  regions: await text("core/rulebook/regions.toml"),
  codes: Object.keys(JSON.parse(await text("docs/rules/pages.json"))).filter(isRule),
});
await writeFile(at("npm/src/documents.ts"), documents);
await writeFile(at("npm/src/input.ts"), inputTypes(documents));
compile();
for (const { from, to } of COPIED) await cp(at(from), at(`${PACKAGE}/${to}`), { recursive: true });
for (const { name } of MODULES) await pack(name);
await packPages();
await worker();
const version = process.argv[2] ?? JSON.parse(await readFile(at(`${PACKAGE}/package.json`))).version;
await writeFile(at(`${PACKAGE}/package.json`), `${JSON.stringify(manifest(version), null, 2)}\n`);

function isRule(code) {
  return /^[A-Z]{3}\d{3}$/.test(code);
}

function compile() {
  const compiler = fileURLToPath(at("npm/node_modules/typescript/bin/tsc"));
  const { status } = spawnSync(process.execPath, [compiler], { cwd: fileURLToPath(at("npm")), stdio: "inherit" });
  if (status !== 0) throw new Error("the sources of the package do not compile");
}

/** The module as letters in a script. */
async function pack(name) {
  await mkdir(at(`${PACKAGE}/data`), { recursive: true });
  await write(name, await readFile(at(`${PACKAGE}/${name}_bg.wasm`)));
  await cp(at(`npm/src/${name}_bg.wasm.d.ts`), at(`${PACKAGE}/${name}_bg.wasm.d.ts`));
}

/** The pages of the rules; those of published codes the module writes itself. */
async function packPages() {
  const pages = JSON.parse(await readFile(at(`${PACKAGE}/pages.json`)));
  const rules = Object.entries(pages).filter(([code]) => isRule(code));
  await write("pages", Buffer.from(JSON.stringify(Object.fromEntries(rules))));
}

/** Bytes as letters; compressed first, because letters compress badly. */
function write(name, bytes) {
  const letters = gzipSync(bytes, { level: 9 }).toString("base64");
  return writeFile(at(`${PACKAGE}/data/${name}.js`), `export const data = "${letters}";\n`);
}

/** The worker's script in one piece, as a text: a blob is made of it. */
async function worker() {
  const entryPoints = [fileURLToPath(at(`${PACKAGE}/worker-script.js`))];
  const { outputFiles } = await build({ entryPoints, bundle: true, minify: true, format: "iife", target: "es2022", write: false });
  await writeFile(at(`${PACKAGE}/data/worker.js`), `export const script = ${JSON.stringify(outputFiles[0].text)};\n`);
}
