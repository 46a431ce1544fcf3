// The portal as a person meets it: with a mouse, with the keyboard alone, with a screen reader's tree, in light and dark.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import axe from "axe-core";
import { GOOD, fill, start } from "./page.js";

let portal;
before(async () => (portal = await start()));
after(() => portal.stop());

const outcome = (page) => page.locator("#verdict").getAttribute("data-outcome");
const message = (page, label) =>
  page.locator(".field", { has: page.getByLabel(label, { exact: true }) }).locator(".message").textContent();

/** Opens the portal, does the work, and holds that the browser had nothing to complain about. */
function browse(name, work, options) {
  test(name, async () => {
    const { page, complaints } = await portal.open(options);
    await work(page);
    assert.deepEqual(complaints, []);
    await page.context().close();
  });
}

browse("what is not known is a question, never a yes", async (page) => {
  assert.equal(await outcome(page), "needs-facts");
  assert.ok((await page.locator('.item[data-level="question"]').count()) > 5);
  await fill(page, GOOD);
  assert.equal(await outcome(page), "ready");
  await fill(page, { "Microsoft Intune": "Not known" });
  assert.equal(await outcome(page), "needs-facts");
});

browse("a field speaks once it was left, then at every change", async (page) => {
  const label = "Hosted RPA add-ons assigned";
  await fill(page, GOOD);
  const control = page.getByLabel(label, { exact: true });
  await control.fill("1");
  await page.getByRole("button", { name: "Review" }).focus();
  assert.notEqual(await message(page, label), "");
  assert.equal(await control.getAttribute("aria-invalid"), "true");
  await control.fill("2");
  assert.equal(await message(page, label), "");
  assert.equal(await control.getAttribute("aria-invalid"), null);
  await control.fill("1");
  assert.notEqual(await message(page, label), "");
});

browse("an untouched field does not speak", async (page) => {
  await page.getByLabel("Geography").selectOption({ label: "Europe" });
  assert.equal(await page.locator(".message:not(:empty)").count(), 0);
});

browse("nothing that is not a number is taken for one", async (page) => {
  await fill(page, { ...GOOD, "Hosted RPA add-ons assigned": "-3" });
  assert.equal(await outcome(page), "failed");
  assert.match(await message(page, "Hosted RPA add-ons assigned"), /-3/);
  await fill(page, { "Hosted RPA add-ons assigned": "three" });
  assert.equal(await outcome(page), "failed");
});

browse("a review leads from the summary to the field", async (page) => {
  await fill(page, { ...GOOD, "Your Power Automate plan": "Another, or none" });
  await page.getByRole("button", { name: "Review" }).click();
  assert.equal(await page.evaluate(() => document.activeElement.id), "verdict-title");
  assert.match(await page.title(), /^Blocked: /);
  const link = page.locator('.item[data-level="error"] a').first();
  assert.equal(await link.textContent(), (await message(page, "Your Power Automate plan")).trim());
  await link.click();
  assert.equal(await page.evaluate(() => document.activeElement.id), "field-plans");
});

browse("who can fix it, and the command that does, can be copied", async (page) => {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await fill(page, { ...GOOD, "Service principal Windows 365": "Missing" });
  const item = page.locator(".item", { hasText: "az ad sp create" });
  assert.match(await item.textContent(), /Who can fix it: Entra application administrator/);
  await item.getByRole("button").click();
  await item.getByRole("button", { name: "Copied" }).waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.equal(copied, await item.locator("code", { hasText: "az ad sp" }).textContent());
});

browse("the keyboard is enough", async (page) => {
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  const labels = new Set();
  const typed = { "Hosted machines enabled": "No", "Your 90-day self-assisted trial": "Never" };
  for (let step = 0; step < 120; step++) {
    const at = await page.evaluate(() => document.activeElement.labels?.[0]?.textContent ?? document.activeElement.textContent);
    labels.add(at);
    if (at === "Review") break;
    if (typed[at] !== undefined) await page.keyboard.type(typed[at]);
    await page.keyboard.press("Tab");
  }
  const wanted = await page.locator(".field:not([hidden]) label").allTextContents();
  assert.deepEqual(wanted.filter((label) => !labels.has(label)), []);
  await page.keyboard.press("Enter");
  assert.equal(await outcome(page), "blocked");
  assert.equal(await page.evaluate(() => document.activeElement.id), "verdict-title");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.localName), "select");
});

browse("what is not known moves nothing", async (page) => {
  const places = () => page.locator(".field:not([hidden])").evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top));
  const before = await places();
  await page.getByRole("button", { name: "Review" }).click();
  assert.ok((await page.locator(".message:not(:empty)").count()) > 5);
  const [first, ...rest] = (await places()).map((top, index) => top - before[index]);
  assert.deepEqual(rest.filter((moved) => moved !== first), []);
});

browse("an emptied form has forgotten everything", async (page) => {
  await fill(page, GOOD);
  await page.getByRole("button", { name: "Empty the form" }).click();
  await page.locator('#verdict[data-outcome="needs-facts"]').waitFor();
  assert.equal(await page.locator(".message:not(:empty)").count(), 0);
});

const LOOKS = {
  light: { colorScheme: "light" },
  dark: { colorScheme: "dark" },
  "forced colours": { forcedColors: "active" },
  "a narrow window": { viewport: { width: 320, height: 640 } },
};
const BAD = {
  ...GOOD,
  Image: "A custom image",
  Network: "A network of our own",
  "Your Power Automate plan": "Another, or none",
  "Service principal Windows 365": "Missing",
};
const STATES = { empty: {}, good: GOOD, bad: BAD };
/** Asked only of a machine on the default image. */
const OF_THE_DEFAULT_IMAGE = ["Default image for everybody", "Default image shared"];

for (const [look, options] of Object.entries(LOOKS)) {
  const axeFindsNothing = async (page) => {
    for (const [state, values] of Object.entries(STATES)) {
      const shown = Object.entries(values).filter(([label]) => values.Image === "Default image" || !OF_THE_DEFAULT_IMAGE.includes(label));
      await fill(page, Object.fromEntries(shown));
      if (state !== "empty") await page.getByRole("button", { name: "Review" }).click();
      await page.evaluate(axe.source);
      const { violations } = await page.evaluate(() => axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(", ")}`);
      assert.deepEqual(found, [], state);
    }
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
    assert.equal(wide, false, "the page scrolls sideways");
  };
  browse(`axe finds nothing in ${look}`, axeFindsNothing, options);
}
