// Every section of Microsoft's page has its place, every action of the engine is offered.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { start, go } from "./browser.js";

const read = async (name) => readFile(new URL(name, import.meta.url), "utf8");
const rows = (await read("../README.md")).split("\n").flatMap((line) => {
  const [, section, place, there] = /^\| (.+?) \| `#\/(.*?)` \| (.+?) \|$/.exec(line) ?? [];
  return section ? [{ section, place, there }] : [];
});

let portal;
before(async () => (portal = await start()));
after(() => portal.stop());

test("the table has every section of the page, in its order, and no other", async () => {
  assert.deepEqual(rows.map((row) => row.section), JSON.parse(await read("sections.json")));
});

test("what the table says is there", async () => {
  const { page, complaints } = await portal.example();
  let here;
  for (const { section, place, there } of rows) {
    if (place !== here) await go(page, place);
    here = place;
    await page.locator("main").getByText(there).first().waitFor({ timeout: 5000 }).catch(() => assert.fail(`${section}: “${there}” is not at #/${place}`));
  }
  assert.deepEqual(complaints, []);
  await page.context().close();
});

test("every action of the engine can be asked for", async () => {
  const schema = JSON.parse(await read("../../schemas/case.schema.json"));
  const actions = Object.keys(schema.$defs.Request.properties).filter((name) => name !== "actor");
  const { page, complaints } = await portal.example();
  await go(page, "actions");
  await page.locator("main [data-action]").first().waitFor();
  const offered = await page.locator("main [data-action]").evaluateAll((buttons) => buttons.map((button) => button.dataset.action));
  assert.deepEqual([...offered].sort(), actions.sort());
  for (const action of actions) {
    await page.locator(`main [data-action="${action}"]`).click();
    const dialog = page.getByRole("dialog");
    await dialog.locator(".badge:not([data-standing='loading'])").waitFor();
    const stands = await dialog.locator(".badge").getAttribute("data-standing");
    assert.ok(["ready", "blocked", "needs-facts"].includes(stands), `${action}: ${stands}`);
    const fields = Object.keys(schema.$defs.Request.properties[action].properties);
    for (const field of fields) assert.equal(await dialog.locator(`#field-${field}`).count(), 1, `${action}: ${field}`);
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await dialog.waitFor({ state: "detached" });
  }
  assert.deepEqual(complaints, []);
  await page.context().close();
});
