// What was changed is there afterwards: in the page that comes next, however soon, and in other tabs.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { go, start } from "./browser.js";

let portal;
before(async () => (portal = await start()));
after(() => portal.stop());

const title = (page, name) => page.getByRole("heading", { level: 1, name, exact: true }).waitFor();
const rename = (page, name) => page.getByLabel("Name of the tenant").fill(name);
/** Another tab of the same visitor. */
async function tab(page) {
  const other = await page.context().newPage();
  await other.goto(portal.address);
  return other;
}
const notes = (page) => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("greenlight.left.")));

test("what was changed right before a reload is there after it", async () => {
  const { page, complaints } = await portal.example();
  for (const name of ["One", "Two", "Three"]) {
    await rename(page, name);
    await page.reload();
    await title(page, name);
  }
  assert.deepEqual(complaints, []);
  await page.context().close();
});

test("so it is where the tab was closed and the store had no time to answer", async () => {
  const { page } = await portal.example();
  await page.waitForTimeout(400);
  await page.evaluate(() => (IDBObjectStore.prototype.put = () => { throw new DOMException("too late"); }));
  await rename(page, "Closed at once");
  await page.close({ runBeforeUnload: true });
  const other = await page.context().newPage();
  await other.goto(portal.address);
  await title(other, "Closed at once");
  // Once it is kept, nothing is noted that could come back later.
  assert.deepEqual(await notes(other), []);
  await rename(other, "Later");
  await other.waitForTimeout(500);
  await other.reload();
  await title(other, "Later");
  await page.context().close();
});

test("a note that is damaged, or of a newer page, harms nothing", async () => {
  const { page } = await portal.example();
  await page.waitForTimeout(400);
  await page.evaluate(() => {
    localStorage.setItem("greenlight.left.a", "{");
    localStorage.setItem("greenlight.left.b", JSON.stringify({ version: 99, id: "b", name: "Tomorrow", facts: {} }));
  });
  await page.reload();
  await title(page, "Contoso (example)");
  assert.deepEqual((await notes(page)).sort(), ["greenlight.left.a", "greenlight.left.b"]);
  await page.context().close();
});

test("two tabs with the same tenant see what the other changed, and neither undoes it", async () => {
  const { page, complaints } = await portal.example();
  await page.waitForTimeout(400);
  const other = await tab(page);
  await title(other, "Contoso (example)");
  await other.getByLabel("Acting as").selectOption("ben");
  await rename(page, "Seen in both");
  await title(other, "Seen in both");
  assert.equal(await other.getByLabel("Name of the tenant").inputValue(), "Seen in both");
  assert.equal(await other.getByLabel("Acting as").inputValue(), "ben");
  await go(other, "facts");
  await other.getByLabel("Custom networks").fill("7");
  await go(page, "facts");
  await page.waitForFunction(() => [...document.querySelectorAll("main input")].some(({ value }) => value === "7"));
  await page.reload();
  await page.getByLabel("Custom networks").waitFor();
  assert.equal(await page.getByLabel("Custom networks").inputValue(), "7");
  assert.deepEqual(complaints, []);
  await page.context().close();
});

test("what is half filled in is there after going back, going forward and loading anew, and not in a new form", async () => {
  const { page, complaints } = await portal.example();
  await go(page, "machines");
  await page.getByRole("link", { name: "New hosted machine" }).click();
  await page.getByLabel("Machine name").fill("claims-08");
  await page.getByRole("button", { name: "Next: VM image" }).click();
  await page.getByLabel(/^finance-desktop/).check();
  await page.waitForTimeout(300);
  for (const leave of [() => page.reload(), async () => (await page.goBack(), await page.goForward())]) {
    await leave();
    await page.getByRole("heading", { level: 2, name: "VM image" }).waitFor();
    assert.ok(await page.getByLabel(/^finance-desktop/).isChecked());
    assert.equal(await page.getByLabel("Machine name").inputValue(), "claims-08");
  }
  await go(page, "machines");
  await page.getByRole("link", { name: "New hosted machine" }).click();
  assert.equal(await page.getByLabel("Machine name").inputValue(), "");
  assert.deepEqual(complaints, []);
  await page.context().close();
});

test("a tenant that is deleted in another tab is gone here, an open dialog with it", async () => {
  const { page, complaints } = await portal.example();
  await page.waitForTimeout(400);
  const other = await tab(page);
  await go(page, "machine/pilot-01");
  await page.getByRole("button", { name: "Restart machine", exact: true }).click();
  await page.getByRole("dialog").locator('.badge[data-standing="ready"]').waitFor();
  await other.getByRole("button", { name: "Delete", exact: true }).click();
  await other.getByRole("button", { name: "Yes, delete it for good" }).click();
  await page.getByText("No tenant is open yet").waitFor();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.getByRole("main").waitFor();
  assert.deepEqual(complaints, []);
  await page.context().close();
});
