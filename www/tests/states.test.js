// States that a page passes through: dialogs, summaries of errors, refusals, what is open, running, empty and damaged. Each as the pages are looked at.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { go, start } from "./browser.js";
import { drop, file } from "./files.js";
import { everywhere, faults } from "./shaped.js";

let portal;
before(async () => (portal = await start()));
after(() => portal.stop());

/** Opens whatever can be unfolded, the innermost too. */
const unfold = (page) => page.evaluate(() => document.querySelectorAll("main details, [role=dialog] details").forEach((details) => (details.open = true)));
const step = (page, name) => page.locator(".steps").getByRole("button", { name }).click();

/** Each state: how to get there from the example tenant, and whether a dialog covers the page. */
const STATES = {
  "dialog as it opens": async (page) => {
    await go(page, "machine/pilot-02");
    await page.getByRole("button", { name: "Manage access" }).click();
    await page.getByRole("dialog").locator('.badge:not([data-standing="loading"])').waitFor();
  },
  "dialog with something not chosen": async (page) => {
    await page.getByRole("dialog").getByRole("button", { name: "Share machine" }).click();
    await page.locator(".error-summary").waitFor();
  },
  "dialog accepted": async (page) => {
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Person").selectOption({ label: "ben" });
    await dialog.locator('.badge[data-standing="ready"]').waitFor();
    await dialog.getByRole("button", { name: "Share machine" }).click();
    await dialog.getByText("nobody → ben (user)").waitFor();
  },
  "dialog refused, unfolded": async (page) => {
    await page.getByRole("dialog").getByRole("button", { name: "Done" }).click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.getByLabel("Acting as").selectOption("carla");
    await go(page, "actions/create-machine");
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("heading", { name: "What could be granted" }).waitFor();
    await dialog.getByRole("button", { name: "Create machine" }).click();
    await unfold(page);
  },
  "machine of another, unfolded": async (page) => {
    await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await go(page, "machine/pilot-01");
    await page.locator(".can .grants").nth(3).waitFor();
    await unfold(page);
  },
  "roles of somebody without any": async (page) => {
    await go(page, "roles");
    await page.locator(".can .grants").first().waitFor();
    await unfold(page);
  },
  "new refused, with its errors": async (page) => {
    await go(page, "new");
    await page.getByLabel("How many machines").fill("1.000");
    await step(page, "Review and create");
    await page.getByRole("button", { name: "Create", exact: true }).click();
    await page.locator(".error-summary").waitFor();
    await page.locator(".summary .grants").first().waitFor();
    await unfold(page);
  },
  "simulation running": async (page) => {
    await go(page, "simulation");
    // It runs for longer than it is looked at.
    const timeline = Array.from({ length: 300 }, (_, day) => ({ at: `d${day + 1}T09:00`, actor: "ana", restart: { machine: "pilot-01" } }));
    await page.getByLabel("Scenario beside the facts").fill(JSON.stringify({ horizon: "301d", seed: "1", timeline }));
    await page.getByLabel("Replicates").fill("10000");
    await page.getByRole("button", { name: "Run", exact: true }).click();
    await page.getByRole("progressbar").waitFor();
  },
  "simulation cancelled": async (page) => {
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByText("The simulation was cancelled").waitFor();
    await unfold(page);
  },
  "simulation refused": async (page) => {
    await page.getByLabel("Replicates").fill("1");
    await page.getByLabel("Scenario beside the facts").fill('{"horizon": "soon"}');
    await page.getByRole("button", { name: "Run", exact: true }).click();
    await page.getByRole("alert").waitFor();
  },
  "rulebook unfolded": async (page) => {
    await go(page, "rulebook");
    await page.getByText("values changed").waitFor();
    await unfold(page);
  },
  "problem that is not known": async (page) => {
    await go(page, "problems");
    await page.getByLabel("Error code, number").fill("nothing of the kind");
    await page.getByText("is not known to this rulebook").waitFor();
  },
  "start with files read and refused": async (page) => {
    await go(page, "");
    await drop(page, file("cut.json", '{"value": ['), file("deep.json", "[".repeat(600)), file("empty.json", "[]"));
    await page.getByText("is nested too deep").waitFor();
    await page.getByText("What was read").waitFor();
    await page.getByRole("button", { name: "Delete", exact: true }).click();
    await unfold(page);
  },
  "facts that cannot be judged": async (page) => {
    await page.getByRole("button", { name: "Keep it" }).click();
    await drop(page, file("odd.json", JSON.stringify({ environments: { prod: { kind: "castle" } }, people: { me: {} } })));
    await page.getByText("The facts cannot be judged").waitFor();
  },
  "licences that cannot be counted": async (page) => {
    await go(page, "licences");
    await page.getByRole("alert").waitFor();
  },
  "many machines": async (page) => {
    await go(page, "");
    const machines = Object.fromEntries(Array.from({ length: 400 }, (_, index) => [`bot-${index}`, { environment: "prod", creator: "me", status: "active" }]));
    await drop(page, file("many.json", JSON.stringify({ environments: { prod: {} }, people: { me: {} }, machines })));
    await page.getByRole("heading", { level: 1, name: "many" }).waitFor();
    await go(page, "machines");
    await page.getByText("400 machines").waitFor();
  },
};
const EMPTY = ["", "machines", "new", "images", "networks", "groups", "actions", "roles", "licences", "simulation", "facts/machines"];

test("every state, as everybody sees it", async () => {
  const { page, complaints } = await portal.example();
  for (const [name, reach] of Object.entries(STATES)) {
    await reach(page).catch((error) => assert.fail(`${name}: ${error}`));
    await everywhere(page, name, !name.startsWith("dialog"));
  }
  assert.deepEqual([...faults.splice(0), ...complaints], []);
  await page.context().close();
});

test("every page of an empty tenant, as everybody sees it", async () => {
  const { page, complaints } = await portal.visit();
  await page.getByRole("button", { name: "Begin with an empty tenant" }).click();
  for (const path of EMPTY) {
    await go(page, path);
    await everywhere(page, `empty ${path || "start"}`);
  }
  assert.deepEqual([...faults.splice(0), ...complaints], []);
  await page.context().close();
});
