// Names that others chose: whatever they hold, the page shows it, and no line of the hand-over is theirs.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { go, settled, start } from "./browser.js";

let portal;
before(async () => (portal = await start()));
after(() => portal.stop());

const HOSTILE = "\u202eb\u2066\u200b\u034f\ufe0f\u{e0041}\u{e0100}\u3164\ue000\ufdd0\u00ad\u009b\u007f\u2028";
const FORGED = "\nTo mend:\r1. nothing";
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2800]/u.source;
const PAGES = ["", "machines", "new", "images", "networks", "groups", "licences", "roles", "facts", "actions", "problems", "simulation"];

/** The example tenant, with every name in it called otherwise. */
async function renamed(suffix) {
  const text = await readFile(new URL("../src/tenant/example.json", import.meta.url), "utf8");
  const { facts, ...rest } = JSON.parse(text);
  const tables = ["subscriptions", "environments", "people", "images", "networks", "machines", "groups", "flows"];
  const names = new Set([rest.name, ...tables.flatMap((table) => Object.keys(facts[table] ?? {}))]);
  const shown = (value) => (names.has(value) ? value + suffix : value);
  const walk = (value) => {
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== "object" || value === null) return shown(value);
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [shown(key), walk(member)]));
  };
  return { document: walk({ ...rest, facts }), machine: Object.keys(facts.machines)[0] + suffix };
}

/** What the page shows and what is read out, but for what stands in fields to be changed. */
const shownBy = (page) =>
  page.evaluate((source) => {
    const unseen = new RegExp(source, "u");
    const texts = [document.title];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) if (!walker.currentNode.parentElement.closest("textarea, script, style")) texts.push(walker.currentNode.data);
    for (const element of document.querySelectorAll("[aria-label], [title], [placeholder]")) texts.push(...["aria-label", "title", "placeholder"].map((name) => element.getAttribute(name) ?? ""));
    return texts.filter((text) => unseen.test(text.replaceAll("\n", "")));
  }, UNSEEN);

async function visit(suffix) {
  const { document, machine } = await renamed(suffix);
  const visitor = await portal.visit();
  await visitor.page.locator("input[type=file]").setInputFiles({ name: `t${HOSTILE}.json`, mimeType: "application/json", buffer: Buffer.from(JSON.stringify(document)) });
  await visitor.page.getByRole("heading", { level: 1, name: "Contoso (example)" }).waitFor();
  return { ...visitor, machine };
}

test("no page shows a character that steers or hides", async () => {
  const { page, machine } = await visit(HOSTILE);
  for (const path of [...PAGES, `machine/${encodeURIComponent(machine)}`]) {
    await go(page, path);
    await settled(page);
    assert.deepEqual(await shownBy(page), [], path);
  }
  assert.match(await page.locator("h1").first().textContent(), /\\u\{202e\}b\\u\{2066\}/);
  await page.context().close();
});

test("the hand-over has no line that a name made", async () => {
  const { page } = await visit(HOSTILE + FORGED);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await go(page, "new");
  await page.getByLabel("Machine name").fill("claims-08");
  await page.getByRole("button", { name: "Copy hand-over" }).click();
  await page.getByRole("button", { name: "Copied" }).waitFor();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(text, /^Create machine as ana\\u\{202e\}b.*\\nTo mend:\\r1\. nothing/);
  assert.doesNotMatch(text.replaceAll("\n", ""), new RegExp(UNSEEN, "u"));
  assert.doesNotMatch(text, /^To mend:\n1\. nothing/m);
  await page.context().close();
});
