// A picture of what the page shows, no violation that axe knows, nothing beside the screen.
import axe from "axe-core";
import { SHOTS, settled } from "./browser.js";

/** How people see the portal. */
export const MODES = {
  light: {},
  dark: { colorScheme: "dark" },
  forced: { forcedColors: "active" },
  narrow: { viewport: { width: 320, height: 720 } },
};
/** What axe is asked: all where the layout is another, contrast where only colours are. Forced colours are the system's own. */
const AXE = { light: {}, narrow: {}, dark: { runOnly: ["color-contrast"] } };
/** What is wrong with pictures taken so far, so that a run tells all of it. */
export const faults = [];

/** Keeps a picture, asks axe, and sees that nothing stands beside the screen. */
export async function shaped(page, mode, name, whole = true) {
  await settled(page);
  await page.screenshot({ path: `${SHOTS}${name.replaceAll(/[ /]/g, "-")}-${mode}.png`, fullPage: whole });
  const beside = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (beside > 0) faults.push(`${name}: ${beside} px stand beside the screen`);
  const cut = await page.evaluate(() => [...document.querySelectorAll("main :is(input, select, button, label, textarea)")]
    .filter((field) => field.checkVisibility() && !field.closest(".grid, .visually-hidden") && field.getBoundingClientRect().right > document.documentElement.clientWidth)
    .map((field) => field.outerHTML.slice(0, 120)));
  if (cut.length > 0) faults.push(`${name}: cut off: ${cut.slice(0, 3).join(" | ")}`);
  if (AXE[mode] === undefined) return;
  // Put in through the debugger, which the page's policy does not bind.
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axe.source);
  const violations = await page.evaluate(
    async (options) => {
      const { violations } = await globalThis.axe.run(document, { resultTypes: ["violations"], ...options });
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).slice(0, 3).join(" | ")}`);
    },
    AXE[mode],
  );
  faults.push(...violations.map((violation) => `${name}: ${violation}`));
}
