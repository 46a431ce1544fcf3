// Prints what typing costs on the form with the most questions. Without a word all figures, which takes minutes; `memory` (10,000 edits, or as many as a
// number after it says, and what they leave behind), `slow` (200 edits on a processor six times slower) or `first` (there, from a reload to the first verdict) one of them.
import { loadavg } from "node:os";
import { settled, start } from "./browser.js";
import { hardest, ms, typed } from "./typing.js";

const FIGURES = { memory, slow, first };
const [wanted, times] = process.argv.slice(2);
const only = wanted in FIGURES ? [wanted] : Object.keys(FIGURES);
const EDITS = Number((wanted in FIGURES ? times : wanted) ?? 10_000);
if (!(EDITS > 0)) {
  console.error(`measure [${Object.keys(FIGURES).join(" | ")}] [EDITS]`);
  process.exit(2);
}
const ROUNDS = 5;
const THROTTLED_EDITS = Math.min(EDITS, 200);
const SLOWER = 6;

const load = () => `load ${loadavg().map((one) => one.toFixed(1)).join(", ")}`;

/** What is left after everything that can be thrown away was. */
async function left(debug) {
  for (let round = 0; round < 3; round++) await debug.send("HeapProfiler.collectGarbage");
  const { metrics } = await debug.send("Performance.getMetrics");
  const of = (name) => metrics.find((metric) => metric.name === name).value;
  return `heap ${(of("JSHeapUsedSize") / 1e6).toFixed(1)} MB, ${of("Nodes")} nodes, ${of("JSEventListeners")} listeners`;
}

async function memory(page, debug) {
  await debug.send("Performance.enable");
  console.log(`before: ${await left(debug)} (${load()})`);
  const each = Math.ceil(EDITS / ROUNDS);
  for (let round = 1; round <= ROUNDS; round++) {
    const frames = await typed(page, each);
    console.log(`after ${each * round} edits: p50 ${ms(frames, 0.5)} ms, p99 ${ms(frames, 0.99)} ms; ${await left(debug)} (${load()})`);
  }
}

async function slow(page, debug) {
  await debug.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  const frames = await typed(page, THROTTLED_EDITS);
  console.log(`${SLOWER} times slower, ${THROTTLED_EDITS} edits: p50 ${ms(frames, 0.5)} ms, p99 ${ms(frames, 0.99)} ms (${load()})`);
}

async function first(page, debug) {
  await debug.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  const reloads = [];
  for (let round = 0; round < 5; round++) {
    await page.reload();
    reloads.push(await page.waitForFunction(() => document.querySelector('.summary .badge:not([data-standing="loading"])') && performance.now()).then((handle) => handle.jsonValue()));
    await settled(page);
  }
  console.log(`${SLOWER} times slower, reload to first verdict: p50 ${ms(reloads, 0.5)} ms, longest ${ms(reloads, 1)} ms (${load()})`);
}

const portal = await start();
const { page } = await portal.visit();
const debug = await page.context().newCDPSession(page);
await hardest(page);
// What is compiled once is not measured.
await typed(page, 50);
for (const name of only) await FIGURES[name](page, debug);
await portal.stop();
