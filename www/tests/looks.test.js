// Every page in light, dark, forced colours and 320 px: a picture of it, no violation that axe knows, nothing beside the screen.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { go, start } from "./browser.js";
import { LOOKS, everywhere, faults, shaped } from "./shaped.js";

let portal;
before(async () => (portal = await start()));
after(() => portal.stop());

const PAGES = ["", "machines", "machine/pilot-01", "machine/claims-07", "images", "images/default", "images/lab-preview", "networks", "networks/berlin", "groups", "groups/night-shift",
  "actions", "roles", "licences", "simulation", "facts/people/ana", "problems/endpointCheckFailed", "rulebook", "rulebook/IMG004", "share/x", "nowhere"];

test("every page, as everybody sees it", async () => {
  const { page, complaints } = await portal.example();
  for (const path of PAGES) {
    await go(page, path);
    await everywhere(page, path || "start");
  }
  await wizard(page);
  await dialog(page);
  await simulated(page);
  assert.deepEqual([...faults.splice(0), ...complaints], []);
  await page.context().close();
});

for (const [look, options] of Object.entries(LOOKS)) {
  test(`the first page is there at once, ${look}`, async () => {
    const { page, complaints } = await portal.visit(options);
    await shaped(page, look, "first visit");
    assert.deepEqual([...faults.splice(0), ...complaints], []);
    await page.context().close();
  });
}

async function wizard(page) {
  await go(page, "new");
  await everywhere(page, "new");
  await page.getByLabel("Machine name").fill("claims-08");
  await page.getByLabel("How many machines").fill("x");
  await everywhere(page, "new wrong number");
  await page.getByLabel("How many machines").fill("");
  const step = (name) => page.locator(".steps").getByRole("button", { name }).click();
  await step("VM image");
  await page.locator(".choice .why").first().waitFor();
  await page.getByLabel(/^lab-preview/).check();
  await page.locator('.summary .badge[data-standing="needs-facts"]').waitFor();
  await everywhere(page, "new image");
  await page.getByLabel(/^finance-desktop/).check();
  await step("Network");
  await everywhere(page, "new network");
  await step("Review and create");
  await page.getByRole("button", { name: "Create", exact: true }).click();
  await page.getByRole("heading", { name: "The machine is active" }).waitFor();
  await everywhere(page, "new created");
}

async function dialog(page) {
  await go(page, "machine/claims-07");
  await page.getByRole("button", { name: "Delete machine", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.locator('.badge:not([data-standing="loading"])').waitFor();
  await dialog.getByRole("button", { name: "Delete machine", exact: true }).click();
  await dialog.locator(".error-summary").waitFor();
  await everywhere(page, "dialog", false);
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await dialog.waitFor({ state: "detached" });
}

async function simulated(page) {
  await go(page, "simulation");
  const editor = page.getByLabel("Scenario beside the facts");
  await editor.focus();
  await page.waitForFunction(() => performance.getEntriesByType("resource").some(({ name }) => name.includes("scenario.schema")));
  await editor.evaluate((area) => area.setSelectionRange(4, 4));
  await page.keyboard.press("Control+ ");
  await page.locator(".offer").waitFor();
  await everywhere(page, "simulation completion");
  assert.ok(await page.locator(".offer").isVisible(), "what is offered is gone");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await page.getByText("What was assumed").waitFor();
  await everywhere(page, "simulation result");
}
