// What could be granted is recorded by a key or a click: the tenant changes, the page says so, and it can be taken back.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { go, settled, start } from "./browser.js";

let portal;
before(async () => (portal = await start()));
after(() => portal.stop());

const record = (where, what) => where.getByRole("button", { name: `Record as granted: ${what}`, exact: true });
const undo = (where, what) => where.getByRole("button", { name: `Undo: ${what}`, exact: true });
const focused = (page, name) => page.waitForFunction((name) => document.activeElement?.getAttribute("aria-label") === name, name);

async function carla() {
  const visitor = await portal.example();
  await visitor.page.getByLabel("Acting as").selectOption("carla");
  return visitor;
}

test("in the wizard, with the keyboard alone", async () => {
  const { page, complaints } = await carla();
  const role = "assign carla the role System Administrator in environment finance";
  await go(page, "new");
  await page.getByLabel("Machine name").fill("claims-08");
  const summary = page.locator(".summary");
  await record(summary, role).focus();
  await page.keyboard.press("Enter");
  await summary.locator('.badge[data-standing="ready"]').waitFor();
  await focused(page, `Undo: ${role}`);
  assert.match(await summary.locator(".recorded [role=status]").textContent(), /^Recorded: assign carla the role System Administrator/);
  await go(page, "roles");
  await page.getByText("Roles: System Administrator").waitFor();
  await go(page, "facts/people/carla");
  await page.getByRole("button", { name: "Take out System Administrator" }).waitFor();
  assert.deepEqual(complaints, []);
  await page.context().close();
});

test("in a dialog, several things at once, and taken back", async () => {
  const { page, complaints } = await carla();
  const share = "share machine pilot-01 with carla as co-owner";
  await go(page, "machine/pilot-01");
  await page.getByRole("button", { name: "Restart machine", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await record(dialog, share).click();
  await dialog.locator('.badge[data-standing="ready"]').waitFor();
  await focused(page, `Undo: ${share}`);
  await page.keyboard.press("Enter");
  await dialog.locator('.badge[data-standing="blocked"]').waitFor();
  assert.match(await dialog.locator(".recorded [role=status]").textContent(), /^Taken back: share machine/);
  await record(dialog, share).click();
  await dialog.locator('.badge[data-standing="ready"]').waitFor();
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await dialog.waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Take away: carla" }).waitFor();
  await page.waitForTimeout(400);
  await page.reload();
  await page.getByRole("button", { name: "Take away: carla" }).waitFor();
  assert.deepEqual(complaints, []);
  await page.context().close();
});

test("in lists of what somebody may do, also where nothing was known of a list, and what came since stays", async () => {
  const { page, complaints } = await portal.visit();
  await page.locator("input[type=file]").setInputFiles({ name: "small.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify({
    as_of: "2024-02-12", environments: { prod: {} }, people: { me: { roles: { prod: ["Basic User"] } }, you: {} }, machines: { bot: { environment: "prod", creator: "you", shared_with: { items: [], complete: false } } },
  })) });
  await page.getByRole("heading", { level: 1, name: "small" }).waitFor();
  await go(page, "roles");
  const role = "assign me the role Desktop Flows Machine Owner in environment prod";
  await page.locator(".can li", { hasText: "Create machine" }).first().getByText("The least that would change it").waitFor();
  await page.locator(".can li", { hasText: "Create machine" }).first().getByRole("button", { name: role }).click();
  await focused(page, `Undo: ${role}`);
  await settled(page);
  await page.locator(".can li", { hasText: "Create machine" }).first().getByText("Yes", { exact: true }).waitFor();
  const other = "assign me the role Desktop Flows Machine Configuration Admin in environment prod";
  await page.locator(".can li", { hasText: "Share default image" }).getByRole("button", { name: other }).click();
  await undo(page, role).click();
  await page.locator(".can li", { hasText: "Create machine" }).first().getByText("No", { exact: true }).waitFor();
  await page.getByText("Roles: Basic User, Desktop Flows Machine Configuration Admin").waitFor();
  await undo(page, other).click();
  await page.getByText("Roles: Basic User", { exact: true }).waitFor();
  assert.deepEqual(complaints, []);
  await page.context().close();
});
