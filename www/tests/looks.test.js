// Every page in light, dark, forced colours and 320 px: a picture of it, no violation that axe knows, nothing beside the screen.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { go, start } from "./browser.js";
import { MODES, faults, shaped } from "./shaped.js";

let portal;
before(async () => (portal = await start()));
after(() => portal.stop());

const PAGES = ["", "machines", "machine/pilot-01", "machine/claims-07", "images", "images/default", "images/lab-preview", "networks", "networks/berlin", "groups", "groups/night-shift",
  "actions", "roles", "licences", "simulation", "facts/people/ana", "problems/endpointCheckFailed", "rulebook", "rulebook/IMG004", "share/x", "nowhere"];

for (const [mode, options] of Object.entries(MODES)) {
  test(`every page in ${mode}`, async () => {
    const { page, complaints } = await portal.example(options);
    await shaped(page, mode, "start");
    for (const path of PAGES) {
      await go(page, path);
      await shaped(page, mode, path || "start");
    }
    await wizard(page, mode);
    await dialog(page, mode);
    await simulated(page, mode);
    await page.context().close();
    const first = await portal.visit(options);
    await shaped(first.page, mode, "first visit");
    await first.page.context().close();
    assert.deepEqual([...faults.splice(0), ...complaints, ...first.complaints], []);
  });
}

async function wizard(page, mode) {
  await go(page, "new");
  await shaped(page, mode, "new");
  await page.getByLabel("Machine name").fill("claims-08");
  await page.getByLabel("How many machines").fill("x");
  await shaped(page, mode, "new wrong number");
  await page.getByLabel("How many machines").fill("");
  const step = (name) => page.locator(".steps").getByRole("button", { name }).click();
  await step("VM image");
  await page.locator(".choice .why").first().waitFor();
  await page.getByLabel(/^lab-preview/).check();
  await page.locator('.summary .badge[data-standing="needs-facts"]').waitFor();
  await shaped(page, mode, "new image");
  await page.getByLabel(/^finance-desktop/).check();
  await step("Network");
  await shaped(page, mode, "new network");
  await step("Review and create");
  await page.getByRole("button", { name: "Create", exact: true }).click();
  await page.getByRole("heading", { name: "The machine is active" }).waitFor();
  await shaped(page, mode, "new created");
}

async function dialog(page, mode) {
  await go(page, "machine/claims-07");
  await page.getByRole("button", { name: "Delete machine", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.locator('.badge:not([data-standing="loading"])').waitFor();
  await dialog.getByRole("button", { name: "Delete machine", exact: true }).click();
  await dialog.locator(".error-summary").waitFor();
  await shaped(page, mode, "dialog", false);
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await dialog.waitFor({ state: "detached" });
}

async function simulated(page, mode) {
  await go(page, "simulation");
  const editor = page.getByLabel("Scenario beside the facts");
  await editor.focus();
  await page.waitForFunction(() => performance.getEntriesByType("resource").some(({ name }) => name.includes("scenario.schema")));
  await editor.evaluate((area) => area.setSelectionRange(4, 4));
  await page.keyboard.press("Control+ ");
  await page.locator(".offer").waitFor();
  await shaped(page, mode, "simulation completion");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await page.getByText("What was assumed").waitFor();
  await shaped(page, mode, "simulation result");
}
