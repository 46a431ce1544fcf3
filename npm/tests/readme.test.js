// The package's page: its programs are compiled, run, and print what the page says.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { file, program } from "./support.js";

const page = await readFile(file("README.md"), "utf8");
const blocks = [...page.matchAll(/^```(\S+)(?: (run))?\n([\s\S]*?)^```$/gm)].map(([, language, run, text]) => ({ language, run, text }));
const programs = blocks.flatMap((block, index) => (block.run === "run" ? [{ text: block.text, prints: blocks[index + 1] }] : []));

test("it shows programs", () => assert.ok(programs.length >= 3));

programs.forEach(({ text, prints }, index) => {
  test(`program ${index + 1} prints what the page says`, () => {
    assert.equal(prints.language, "text");
    const { status, stdout, stderr } = program(text);
    assert.equal(status, 0, stderr);
    assert.equal(stdout, prints.text);
  });
});

test("its programs compile, strictly", async () => {
  const folder = await mkdtemp(join(fileURLToPath(new URL("../node_modules/.packed/", import.meta.url)), "page-"));
  try {
    const files = await Promise.all(
      programs.map(async ({ text }, index) => {
        const name = join(folder, `${index}.mts`);
        await writeFile(name, text);
        return name;
      }),
    );
    const compiler = fileURLToPath(new URL("../node_modules/typescript/bin/tsc", import.meta.url));
    const options = ["--noEmit", "--strict", "--exactOptionalPropertyTypes", "--module", "nodenext", "--target", "es2022", "--lib", "es2022,dom", "--typeRoots", "nowhere"];
    const { status, stdout } = spawnSync(process.execPath, [compiler, ...options, ...files], { encoding: "utf8" });
    assert.equal(status, 0, stdout);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test("every entry is on the page", async () => {
  const { exports } = JSON.parse(await readFile(file("package.json")));
  for (const entry of Object.keys(exports).filter((entry) => !/wasm|package\.json|\*/.test(entry))) {
    assert.ok(page.includes(`\`${entry.replace(/^\./, "greenlight")}\``), entry);
  }
});
