// How heavy and how fast the portal is: sizes are held, times are printed, because they are those of the machine and its load.
import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { readFile, stat } from "node:fs/promises";
import { after, before, test } from "node:test";
import { go, settled, start } from "../browser.js";
import { hardest, ms, typed } from "../typing.js";

/** What the JavaScript of the start page may weigh after gzip, in bytes. */
const START_BYTES_MAX = 250_000;
const SHIFT_MAX = 0.02;
const EDITS = 60;

let portal;
before(async () => (portal = await start()));
after(() => portal.stop());

test("the start page is light, stands still, and comes from the cache the second time", async () => {
  const { page, complaints } = await portal.visit();
  const resources = () => page.evaluate(() => performance.getEntriesByType("resource").map(({ name, transferSize }) => ({ name, transferSize })));
  const shift = () => page.evaluate(() => new Promise((resolve) => {
    let sum = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => (sum += entry.hadRecentInput ? 0 : entry.value))).observe({ type: "layout-shift", buffered: true });
    setTimeout(() => resolve(sum), 100);
  }));
  const scripts = (await resources()).filter(({ name }) => name.endsWith(".js"));
  const sizes = await Promise.all(scripts.map(async ({ name }) => gzipSync(await readFile(new URL(`../../dist/assets/${name.split("/").at(-1)}`, import.meta.url)), { level: 9 }).length));
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  console.log(`start page: ${scripts.length} scripts, ${(bytes / 1000).toFixed(0)} KB after gzip`);
  assert.ok(bytes <= START_BYTES_MAX, `${bytes} bytes`);
  assert.ok((await shift()) <= SHIFT_MAX, `the page moves by ${await shift()}`);
  await page.reload();
  await settled(page);
  const again = (await resources()).filter(({ name }) => name.includes("/assets/"));
  assert.deepEqual(again.filter(({ transferSize }) => transferSize > 0), []);
  assert.deepEqual(complaints, []);
  await page.context().close();
});

test("from the address to a verdict, and from a key to a frame on the form with the most questions", async () => {
  const { page } = await portal.visit();
  await hardest(page);
  await page.waitForTimeout(400);
  const first = [];
  for (let times = 0; times < 3; times++) {
    await page.reload();
    first.push(await page.waitForFunction(() => document.querySelector('.summary .badge:not([data-standing="loading"])') && performance.now()).then((handle) => handle.jsonValue()));
  }
  const questions = await page.locator(".summary .questions > li").count();
  assert.ok(questions > 25, `${questions} questions`);
  const frames = await typed(page, EDITS);
  console.log(`reload to first verdict: ${ms(first, 0.5)} ms; key to frame with ${questions} questions: p50 ${ms(frames, 0.5)} ms, p99 ${ms(frames, 0.99)} ms`);
  await page.context().close();
});

test("a tenant of 10,000 machines is listed, filtered and scrolled", async () => {
  const { page, complaints } = await portal.visit();
  const machines = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`bot-${index}`, { environment: "prod", creator: `person-${index % 50}`, status: index % 7 ? "active" : "failed" }]));
  const text = JSON.stringify({ as_of: "2024-02-12", environments: { prod: {} }, people: { "person-1": {} }, machines });
  await page.locator("input[type=file]").setInputFiles({ name: "large.json", mimeType: "application/json", buffer: Buffer.from(text) });
  await page.getByRole("heading", { level: 1, name: "large" }).waitFor();
  await go(page, "machines");
  await page.getByText("10000 machines").waitFor();
  assert.ok((await page.locator("main tbody tr").count()) < 120);
  const filtered = await page.evaluate(async () => {
    const field = document.querySelector("main input[type=search]");
    const began = performance.now();
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(field, "bot-99");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    while (!document.querySelector("main [role=status]").textContent.includes(" of ")) await new Promise(requestAnimationFrame);
    return performance.now() - began;
  });
  await page.locator("main input[type=search]").fill("");
  await page.getByText("10000 machines").waitFor();
  const frames = await page.evaluate(async () => {
    const box = document.querySelector(".grid");
    const times = [];
    let last = performance.now();
    for (let frame = 0; frame < 90; frame++) {
      box.scrollTop += 400;
      await new Promise(requestAnimationFrame);
      times.push(performance.now() - last);
      last = performance.now();
    }
    return times;
  });
  await page.locator(".grid").evaluate((box) => (box.scrollTop = box.scrollHeight));
  await page.getByRole("link", { name: "bot-9999" }).waitFor();
  console.log(`10,000 machines: filter ${filtered.toFixed(0)} ms; scroll frame p50 ${ms(frames, 0.5)} ms, p99 ${ms(frames, 0.99)} ms`);
  assert.deepEqual(complaints, []);
  await page.context().close();
});

test("the modules lie beside their compressed forms", async () => {
  const { page } = await portal.visit();
  const wasm = await page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name).filter((name) => name.endsWith(".wasm")));
  assert.equal(wasm.length, 1, "the start page loads the small module alone");
  const file = new URL(`../../dist/assets/${wasm[0].split("/").at(-1)}`, import.meta.url);
  assert.ok((await stat(new URL(`${file}.br`))).size < (await stat(file)).size / 2);
  await page.context().close();
});
