// The way through the portal in Firefox: the pages are tested one by one in Chromium.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { go, start } from "./browser.js";

let portal;
before(async () => (portal = await start("firefox")));
after(() => portal.stop());

/** Types key by key: Firefox takes a text as a whole for nothing. */
async function type(field, text) {
  await field.press("Control+a");
  await field.pressSequentially(text);
}

test("from the start page to a verdict, an action and a simulation, under the policy", async () => {
  const { page, complaints } = await portal.example();
  await go(page, "new");
  await type(page.getByLabel("Machine name"), "claims-08");
  await page.locator('.summary .badge[data-standing="ready"]').waitFor();
  await page.locator(".steps").getByRole("button", { name: "VM image" }).click();
  await page.locator(".choice", { hasText: "legacy-desktop" }).getByText("generation 1, but hosted machines need generation 2").waitFor();
  await go(page, "machine/pilot-02");
  await page.getByRole("button", { name: "Manage access" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Person").selectOption({ label: "ben" });
  await dialog.locator('.badge[data-standing="ready"]').waitFor();
  await dialog.getByRole("button", { name: "Share machine" }).click();
  await dialog.getByRole("button", { name: "Done" }).click();
  await page.getByRole("button", { name: "Take away: ben" }).waitFor();
  await go(page, "simulation");
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await page.getByText("60 of 60 became active").waitFor();
  await type(page.getByLabel("Replicates"), "10000");
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByText("The simulation was cancelled").waitFor();
  const editor = page.getByLabel("Scenario beside the facts");
  await type(editor, '{"seed": "a", "hor');
  await page.locator(".offer").getByRole("option", { name: "horizon" }).waitFor();
  await editor.press("Enter");
  assert.equal(await editor.inputValue(), '{"seed": "a", "horizon": ""');
  await page.reload();
  await page.getByRole("heading", { level: 1, name: "Simulation" }).waitFor();
  assert.deepEqual(complaints, []);
  await page.context().close();
});

test("what the policy forbids would be seen", async () => {
  const { page, complaints } = await portal.visit();
  await page.evaluate(() => document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: "https://example.org/a.css" })));
  for (let wait = 0; wait < 50 && complaints.length === 0; wait++) await page.waitForTimeout(100);
  assert.match(complaints.join(), /blocked .*style-src.*https:\/\/example\.org/);
  await page.context().close();
});
