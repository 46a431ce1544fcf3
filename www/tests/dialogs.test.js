// The dialogs of actions: what they say, how they are opened, and how they are left.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { go, start } from "./browser.js";

let portal;
before(async () => (portal = await start()));
after(() => portal.stop());

/** Does the work as a visitor with the example tenant, and holds that the browser had nothing to complain about. */
function browse(name, work) {
  test(name, async () => {
    const { page, complaints } = await portal.example();
    await work(page);
    assert.deepEqual(complaints, []);
    await page.context().close();
  });
}

browse("a dialog says what is asked for, and of which thing", async (page) => {
  const dialog = page.getByRole("dialog");
  for (const [place, button, title] of [
    ["machine/pilot-01", "Delete machine", "Delete machine pilot-01"], ["machine/pilot-01", "Edit details", "Edit machine pilot-01"], ["machine/pilot-01", "Maintenance mode", "Set maintenance mode: pilot-01"],
    ["images/finance-desktop", "Manage access", "Share VM image finance-desktop"], ["networks/paris", "Manage access", "Share network connection paris"],
    ["images/default", "Manage access", "Share the default image: finance"], ["groups/night-shift", "Edit", "Edit machine group night-shift"], ["licences", "Extend a trial", "Extend a trial"],
  ]) {
    await go(page, place);
    await page.getByRole("group", { name: "Commands" }).getByRole("button", { name: button, exact: true }).click();
    await dialog.getByRole("heading", { level: 2, name: title, exact: true }).waitFor();
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
  }
});

browse("dialogs are opened by address one after the other", async (page) => {
  for (const [action, title] of [["create-machine", "Create machine"], ["restart", "Restart machine"], ["create-machine", "Create machine"]]) {
    await go(page, `actions/${action}`);
    await page.getByRole("dialog").getByRole("heading", { level: 2, name: title }).waitFor();
  }
});

browse("a dialog is closed by going back, and leaves the page to screen readers", async (page) => {
  await go(page, "machine/pilot-01");
  for (const leave of [() => page.goBack(), () => (page.keyboard.press("Escape"), page.goBack())]) {
    await page.getByRole("button", { name: "Restart machine", exact: true }).click();
    await page.getByRole("dialog").locator('.badge[data-standing="ready"]').waitFor();
    await leave();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.getByRole("main").getByRole("heading", { level: 1, name: "Contoso (example)" }).waitFor();
    await page.goForward();
  }
});
