// What is offered while a scenario is written: names and values of the schema and of the tenant, by keyboard alone.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { go, start } from "./browser.js";

let portal;
let page;
let complaints;
before(async () => {
  portal = await start();
  ({ page, complaints } = await portal.example());
  await go(page, "simulation");
  await editor().focus();
  await page.waitForFunction(() => performance.getEntriesByType("resource").some(({ name }) => name.includes("scenario.schema")));
});
after(() => portal.stop());

const editor = () => page.getByLabel("Scenario beside the facts");
const offered = () => page.locator(".offer").getByRole("option");

/** Puts a text into the editor, the cursor where the bar stands. */
async function write(text) {
  await editor().fill(text.replace("|", ""));
  await editor().evaluate((area, at) => area.setSelectionRange(at, at), text.indexOf("|"));
}
/** The text of the editor, with a bar where the cursor stands. */
const written = () => editor().evaluate(({ value, selectionStart }) => `${value.slice(0, selectionStart)}|${value.slice(selectionStart)}`);

/** At a cursor: what is offered first, and what stands there once the first is taken. */
const PLACES = [
  ["a name at the beginning", "{|}", ["as_of", "assumptions"], '{"as_of": "|"}'],
  ["a name that is begun", '{"hor|"}', ["horizon"], '{"horizon": "|"}'],
  ["a name without quotes", "{hor|}", ["horizon"], '{"horizon": "|"}'],
  ["a name whose value is there", '{"hor|": "7d"}', ["horizon"], '{"horizon"|: "7d"}'],
  ["names that are not there yet", '{"as_of": "2024-02-12", |"horizon": "7d"}', ["assumptions", "azure_roles"], undefined],
  ["a name whose quote is not closed yet", '{"timeline": [{"act|}], "seed": "a"}', ["actor"], '{"timeline": [{"actor": "|"}], "seed": "a"}'],
  ["a list", '{"time|', ["timeline"], '{"timeline": [|]'],
  ["an entry of a list", '{"timeline": [|]}', ["{ }"], '{"timeline": [{|}]}'],
  ["an action", '{"timeline": [{"at": "d1T09:00", "create-m|"}]}', ["create-machine"], '{"timeline": [{"at": "d1T09:00", "create-machine": {|}}]}'],
  ["a person of the tenant", '{"timeline": [{}, {"actor": "be|"}]}', ["ben"], '{"timeline": [{}, {"actor": "ben"|}]}'],
  ["an image of the tenant", '{"timeline": [{"create-machine": {"image": "fin|"}}]}', ["finance-desktop"], '{"timeline": [{"create-machine": {"image": "finance-desktop"|}}]}'],
  ["a value of the vocabulary", '{"timeline": [{"share-machine": {"level": "co|"}}]}', ["co-owner"], '{"timeline": [{"share-machine": {"level": "co-owner"|}}]}'],
  ["a value without quotes", '{"timeline": [{"change-cross-geo": {"to": |}}]}', ["enabled", "disabled"], '{"timeline": [{"change-cross-geo": {"to": "enabled"|}}]}'],
  ["a fact, past where it is from", '{"environments": {"prod": {"kind": "sand|"}}}', ["sandbox"], '{"environments": {"prod": {"kind": "sandbox"|}}}'],
  ["true or false", '{"machines_complete": |}', ["true", "false"], '{"machines_complete": true|}'],
  ["a word with a bracket in it", '{"seed": "a[{", "hor|"}', ["horizon"], '{"seed": "a[{", "horizon": "|"}'],
  ["nothing after a value", '{"seed": "a" |}', [], undefined],
  ["nothing where the schema knows no names", '{"timeline": [{"nothing": {"|"}}]}', [], undefined],
];
for (const [what, text, first, after] of PLACES) {
  test(`it offers ${what}`, async () => {
    await write(text);
    await page.keyboard.press("Control+ ");
    if (first.length > 0) await offered().first().waitFor({ timeout: 5000 });
    const titles = await offered().locator("code").allTextContents();
    assert.deepEqual(titles.slice(0, Math.max(first.length, titles.length === 0 ? 0 : 1)), first);
    if (after === undefined) return;
    await page.keyboard.press("Enter");
    assert.equal(await written(), after);
    await page.keyboard.press("Escape");
  });
}

test("a whole entry is written with words that are offered as they are typed", async () => {
  await write("{|}");
  await page.keyboard.type('"tim');
  for (const keys of ["Enter", "Control+ ", "Enter"]) await page.keyboard.press(keys);
  await page.keyboard.type('"act');
  await page.keyboard.press("Enter");
  await page.keyboard.type("b");
  await page.keyboard.press("Enter");
  await page.keyboard.type(', "rest');
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  assert.equal(await written(), '{"timeline": [{"actor": "ben", "restart": {"machine": "|"}}]}');
});

test("arrows choose, Escape closes, and the screen reader is told", async () => {
  await write('{"|"}');
  await page.keyboard.press("Control+ ");
  await offered().first().waitFor({ timeout: 5000 });
  const active = () => editor().evaluate((area) => document.getElementById(area.getAttribute("aria-activedescendant"))?.querySelector("code").textContent);
  assert.equal(await active(), "as_of");
  await page.keyboard.press("ArrowDown");
  assert.equal(await active(), "assumptions");
  for (let times = 0; times < 2; times++) await page.keyboard.press("ArrowUp");
  assert.equal(await active(), "timeline");
  assert.equal(await page.locator(".offer").getByRole("listbox").getAttribute("id"), await editor().getAttribute("aria-controls"));
  assert.match(await page.locator(".editor [role=status]").textContent(), /^\d+ suggestions/);
  await page.keyboard.press("Escape");
  assert.equal(await offered().count(), 0);
  assert.equal(await editor().getAttribute("aria-activedescendant"), null);
  await page.keyboard.press("Control+ ");
  await page.keyboard.press("Tab");
  assert.equal(await offered().count(), 0);
  assert.ok(await editor().evaluate((area) => area !== document.activeElement));
});

test("what was taken is undone as what was typed, and a click takes as well", async () => {
  await write('{"hor|"}');
  await page.keyboard.press("Control+ ");
  await offered().first().click();
  assert.equal(await written(), '{"horizon": "|"}');
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+z");
  assert.equal((await written()).replace("|", ""), '{"hor"}');
  assert.deepEqual(complaints, []);
});
