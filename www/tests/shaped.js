// What the page shows, as everybody sees it: a picture of it, no violation that axe knows, nothing beside the screen.
import { writeFile } from "node:fs/promises";
import axe from "axe-core";
import { SHOTS, settled } from "./browser.js";

/** How people see the portal. */
export const LOOKS = {
  light: {},
  dark: { colorScheme: "dark" },
  forced: { forcedColors: "active" },
  narrow: { viewport: { width: 320, height: 720 } },
};
/** What of it is set where a look does not say otherwise. */
const USUAL = { colorScheme: "light", forcedColors: "none", viewport: { width: 1280, height: 900 } };
/** What axe is asked: all where the layout is another, contrast where only colours are. Forced colours are the system's own. */
const AXE = { light: {}, narrow: {}, dark: { runOnly: ["color-contrast"] } };
/** What is wrong with pictures taken so far, so that a run tells all of it. */
export const faults = [];

/** Looks at what the page shows in every look, one after the other, and leaves it as it was. */
export async function everywhere(page, name, whole = true) {
  for (const look of Object.keys(LOOKS)) {
    await turn(page, look);
    await shaped(page, look, name, whole);
  }
  await turn(page, "light");
}

/** Shows the page that is open in this look. */
async function turn(page, look) {
  const { viewport, ...media } = { ...USUAL, ...LOOKS[look] };
  await page.emulateMedia(media);
  await page.setViewportSize(viewport);
  await page.waitForFunction(({ width, theme }) => innerWidth === width && document.documentElement.dataset.theme === theme, { width: viewport.width, theme: media.colorScheme });
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
}

/** Keeps a picture of the page in the look that it has, asks axe, and sees that nothing stands beside the screen. */
export async function shaped(page, look, name, whole = true) {
  await settled(page);
  await picture(page, `${name}-${look}`, whole);
  const fault = (text) => faults.push(`${name}, ${look}: ${text}`);
  const beside = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (beside > 0) fault(`${beside} px stand beside the screen`);
  const cut = await page.evaluate(() => [...document.querySelectorAll("main :is(input, select, button, label, textarea)")]
    .filter((field) => field.checkVisibility() && !field.closest(".grid, .visually-hidden") && field.getBoundingClientRect().right > document.documentElement.clientWidth)
    .map((field) => field.outerHTML.slice(0, 120)));
  if (cut.length > 0) fault(`cut off: ${cut.slice(0, 3).join(" | ")}`);
  if (AXE[look] === undefined) return;
  // Put in through the debugger, which the page's policy does not bind.
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axe.source);
  const violations = await page.evaluate(
    async (options) => {
      const { violations } = await globalThis.axe.run(document, { resultTypes: ["violations"], ...options });
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).slice(0, 3).join(" | ")}`);
    },
    AXE[look],
  );
  violations.forEach(fault);
}

/** Keeps a picture. Playwright's own are packed for their size, which takes twice as long. */
async function picture(page, name, whole) {
  const debug = await page.context().newCDPSession(page);
  const { cssContentSize } = await debug.send("Page.getLayoutMetrics");
  const all = { captureBeyondViewport: true, clip: { ...cssContentSize, scale: 1 } };
  const { data } = await debug.send("Page.captureScreenshot", { format: "png", optimizeForSpeed: true, ...(whole ? all : {}) });
  await debug.detach();
  await writeFile(`${SHOTS}${name.replaceAll(/[ /]/g, "-")}.png`, data, "base64");
}
