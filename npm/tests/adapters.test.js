// What stands on the engine for frameworks: a resolver, a Standard Schema; hooks and an element in Chromium.
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import init, { engine } from "greenlight";
import { greenlightResolver } from "greenlight/react-hook-form";
import { standardCase } from "greenlight/standard-schema";
import { browser, copy, file, golden, serve } from "./support.js";

before(() => init());

const changed = (change) => {
  const facts = copy();
  change(facts);
  return facts;
};
const oldImage = changed((facts) => (facts.images.finance.generation = 1));

test("the resolver admits what is ready, and keeps codes, levels and steps of what is not", () => {
  const resolve = greenlightResolver(engine);
  assert.deepEqual(resolve(golden), { values: golden, errors: {} });
  const { values, errors } = resolve(oldImage);
  assert.deepEqual(values, {});
  const { generation } = errors.images.finance;
  assert.deepEqual([generation.type, generation.level, Object.keys(generation.types)], ["IMG004", "error", ["IMG004"]]);
  assert.ok(generation.steps.length > 0 && generation.fixers.length > 0);
});

test("the resolver tells of questions, of bad values, and of what stands in no field", () => {
  const resolve = greenlightResolver(engine);
  assert.equal(resolve(changed((facts) => delete facts.images.finance.generation)).errors.images.finance.generation.type, "question");
  assert.equal(resolve(changed((facts) => (facts.tenant.custom_networks = "x"))).errors.tenant.custom_networks.type, "wrong-type");
  assert.equal(resolve({}).errors.as_of.type, "missing-field");
  const own = greenlightResolver(engine, {
    toCase: ({ generation }) => changed((facts) => (facts.images.finance.generation = generation)),
    toField: (at) => (at === "/images/finance/generation" ? ["generation"] : undefined),
  });
  assert.equal(own({ generation: 1 }).errors.generation.type, "IMG004");
  assert.equal(own({ generation: "x" }).errors.generation.type, "wrong-type");
  const elsewhere = greenlightResolver(engine, { toField: () => undefined });
  assert.equal(elsewhere(oldImage).errors.root.greenlight.type, "IMG004");
});

test("Standard Schema: success with the value, or issues by their path; warnings are none", async () => {
  const schema = standardCase(engine)["~standard"];
  assert.deepEqual([schema.version, schema.vendor], [1, "greenlight"]);
  const passed = schema.validate(golden);
  assert.equal(passed.value, golden);
  assert.equal(passed.issues, undefined);
  const { issues } = schema.validate(oldImage);
  assert.deepEqual([issues[0].path, issues[0].code], [["images", "finance", "generation"], "IMG004"]);
  const noted = schema.validate(changed((facts) => delete facts.request["create-machine"].network));
  assert.equal(noted.issues, undefined);
  assert.ok(noted.report.findings.length > 0);
  assert.ok(schema.validate(7).issues.length > 0);
});

test("Standard Schema gives out the JSON Schema, where there is one for the target", async () => {
  assert.throws(() => standardCase(engine)["~standard"].jsonSchema.input({ target: "draft-2020-12" }), /jsonSchema/);
  const jsonSchema = JSON.parse(await readFile(file("schemas/case.schema.json")));
  const { input, output } = standardCase(engine, { jsonSchema })["~standard"].jsonSchema;
  assert.deepEqual(input({ target: "draft-2020-12" }), jsonSchema);
  assert.deepEqual(output({ target: "draft-2020-12" }), jsonSchema);
  assert.throws(() => input({ target: "draft-07" }), /draft-07/);
});

const PAGE = `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><div id="root"></div>
  <greenlight-field at="/images/finance/generation"><label>Generation <input type="number" id="own"></label></greenlight-field>
  <greenlight-field id="steered"><input type="number"></greenlight-field>
  <script type="module" src="/script.js"></script>`;
const SCRIPT = `
  import { createElement as h } from "react";
  import { createRoot } from "react-dom/client";
  import { useForm } from "react-hook-form";
  import init from "greenlight";
  import { createForm } from "greenlight/form";
  import { useField, useFormState } from "greenlight/react";
  import { greenlightResolver } from "greenlight/react-hook-form";
  import { defineGreenlightField } from "greenlight/element";
  const golden = GOLDEN;
  const engine = await init();
  const form = createForm(engine, { initial: golden });
  globalThis.rendered = { state: 0, country: 0 };
  function Outcome() { globalThis.rendered.state += 1; return h("output", { id: "outcome" }, useFormState(form).outcome); }
  function Country() {
    globalThis.rendered.country += 1;
    const country = useField(form, "/tenant/country");
    return h("input", { id: "country", value: country.value ?? "", onChange: (event) => country.set(event.target.value), onBlur: country.blur });
  }
  function Hooked() {
    const { register, handleSubmit, formState: { errors } } = useForm({
      defaultValues: { generation: 1 },
      resolver: greenlightResolver(engine, {
        toCase: ({ generation }) => ({ ...golden, images: { finance: { ...golden.images.finance, generation: Number(generation) } } }),
        toField: (at) => (at === "/images/finance/generation" ? ["generation"] : undefined),
      }),
    });
    return h("form", { id: "hooked", onSubmit: handleSubmit(() => {}) }, h("input", register("generation")), h("output", { id: "code" }, errors.generation?.type ?? "none"), h("button", null, "Go"));
  }
  createRoot(document.getElementById("root")).render(h("div", null, h(Outcome), h(Country), h(Hooked)));
  defineGreenlightField();
  defineGreenlightField();
  document.querySelector("greenlight-field").form = form;
  const { finance, ...others } = golden.images;
  const renamed = { ...golden, images: { ...others, "a\\u202eb": { ...finance, generation: 1 } }, request: { ...golden.request, "create-machine": { ...golden.request["create-machine"], image: "a\\u202eb" } } };
  Object.assign(document.getElementById("steered"), { at: "/images/a\\u202eb/generation", form: createForm(engine, { initial: renamed }) });`;

test("hooks, resolver and element in a page", async () => {
  const folder = await mkdtemp(join(fileURLToPath(new URL("../node_modules/.packed/", import.meta.url)), "adapters-"));
  const input = join(folder, "input.js");
  await writeFile(input, SCRIPT.replace("GOLDEN", JSON.stringify(golden)));
  const { outputFiles } = await build({ entryPoints: [input], bundle: true, format: "esm", write: false, define: { "process.env.NODE_ENV": '"production"' } });
  await rm(folder, { recursive: true });
  const { address, end } = await serve((path) => ({ "/": { body: PAGE, kind: "text/html" }, "/script.js": { body: outputFiles[0].text, kind: "text/javascript" } })[path]);
  const chromium = await browser();
  try {
    const page = await chromium.newPage();
    const faults = [];
    page.on("pageerror", (error) => faults.push(error.message));
    await page.goto(address);
    const says = (id, text) => page.waitForFunction(([id, text]) => document.getElementById(id)?.textContent === text, [id, text], { timeout: 10_000 });
    await says("outcome", "ready");
    assert.equal(await page.inputValue("#own"), "2");
    const before = await page.evaluate(() => globalThis.rendered.country);
    await page.fill("#own", "1");
    await says("outcome", "blocked");
    assert.equal(await page.getAttribute("#own", "aria-invalid"), "true");
    assert.match(await page.textContent("greenlight-field li[data-kind=error]"), /generation 1/);
    assert.equal(await page.getAttribute("#own", "aria-describedby"), await page.getAttribute("greenlight-field ul", "id"));
    assert.equal(await page.evaluate(() => globalThis.rendered.country), before, "a field that does not change is not rendered again");
    await page.fill("#own", "2");
    await says("outcome", "ready");
    assert.equal(await page.isHidden("greenlight-field ul"), true);
    assert.match(await page.textContent("#steered li[data-kind=error]"), /`a\\u\{202e\}b`/);
    await page.fill("#country", "NOP");
    await says("outcome", "needs-facts");
    await page.click("#hooked button");
    await says("code", "IMG004");
    await page.fill("#hooked input", "2");
    await says("code", "none");
    assert.deepEqual(faults, []);
  } finally {
    await chromium.close();
    await end();
  }
});
