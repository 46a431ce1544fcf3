// The form with the most questions, and how long it takes from a key to the frame that shows what came of it.
import { go } from "./browser.js";

/** Opens the form of a new machine on a tenant of which next to nothing is known. */
export async function hardest(page) {
  await page.getByRole("button", { name: "Begin with an empty tenant" }).click();
  for (const [table, name] of [["environments", "prod"], ["people", "me"]]) {
    await go(page, `facts/${table}`);
    await page.getByLabel("Add one by name").fill(name);
    await page.getByRole("button", { name: "Add", exact: true }).first().click();
    await page.getByLabel("Which").waitFor();
  }
  await go(page, "new");
  await page.locator('.summary .badge[data-standing="needs-facts"]').waitFor();
}

/** Edits the machine's name so often. Gives the milliseconds of each edit. */
export async function typed(page, edits) {
  await page.evaluate(() => {
    if (globalThis.frames_) return void (globalThis.frames_ = []);
    globalThis.frames_ = [];
    addEventListener("input", () => {
      const began = performance.now();
      requestAnimationFrame(() => setTimeout(() => globalThis.frames_.push(performance.now() - began)));
    }, true);
  });
  await page.getByLabel("Machine name").focus();
  for (let edit = 0; edit < edits; edit++) {
    await page.keyboard.press(edit % 12 >= 6 ? "Backspace" : "a");
    await page.waitForFunction((edit) => globalThis.frames_.length > edit, edit);
  }
  return page.evaluate(() => globalThis.frames_);
}

/** The time below which a share of all lies. */
export const ms = (times, share) => [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))].toFixed(1);
