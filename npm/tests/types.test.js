// The types of the installed package, and what those who judge packages say of it.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { readFile } from "node:fs/promises";
import { file } from "./support.js";

const tool = (name, given) => {
  const script = fileURLToPath(new URL(`../node_modules/${name}`, import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...given], { encoding: "utf8" });
  assert.equal(status, 0, `${stdout}${stderr}`);
};
const usage = fileURLToPath(new URL("usage.ts", import.meta.url));
const strict = ["--noEmit", "--strict", "--exactOptionalPropertyTypes", "--noUncheckedIndexedAccess", "--target", "es2022", "--typeRoots", "nowhere"];

const ENVIRONMENTS = {
  "a page": ["--module", "nodenext", "--lib", "es2022,dom"],
  "a page, bundled": ["--module", "esnext", "--moduleResolution", "bundler", "--lib", "es2022,dom"],
  "a worker": ["--module", "nodenext", "--lib", "es2022,webworker"],
  "neither page nor worker": ["--module", "nodenext", "--lib", "es2022"],
};
for (const [name, environment] of Object.entries(ENVIRONMENTS)) {
  test(`its types hold for a program in ${name}`, () => {
    tool("typescript/bin/tsc", [...strict, ...environment, "--skipLibCheck", "false", usage]);
  });
}

test("the resolver is one by the types of React Hook Form", () => {
  tool("typescript/bin/tsc", [...strict, ...ENVIRONMENTS["a page"], "--skipLibCheck", fileURLToPath(new URL("usage-react.ts", import.meta.url))]);
});

test("publint finds nothing", async () => {
  const pkg = JSON.parse(await readFile(file("package.json")));
  const { messages } = await publint({ pkgDir: file(""), level: "suggestion", strict: true, pack: false });
  assert.deepEqual(messages.map((message) => formatMessage(message, pkg)), []);
});

test("are the types wrong? They are not", () => {
  const tarball = fileURLToPath(new URL("../node_modules/.packed/greenlight.tgz", import.meta.url));
  const untyped = ["./pages.json", "./messages.json", "./fields.json", "./package.json"];
  tool("@arethetypeswrong/cli/dist/index.js", [tarball, "--profile", "esm-only", "--exclude-entrypoints", ...untyped]);
});
