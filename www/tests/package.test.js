// The package as the portal takes it, from where it was built; all else about it is tested in `npm/tests`.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import * as small from "../pkg/greenlight.js";
import * as whole from "../pkg/whole.js";

for (const [name, module] of Object.entries({ greenlight: small, whole })) {
  test(`the module ${name} answers in text and in objects`, async () => {
    module.initSync({ module: await readFile(new URL(`../pkg/${name}_bg.wasm`, import.meta.url)) });
    assert.deepEqual(module.objects.rules(), JSON.parse(module.rules()));
    assert.equal(module.objects.check({ case: { tenant: { contry: "NO" } } }).error.code, "unknown-field");
  });
}
