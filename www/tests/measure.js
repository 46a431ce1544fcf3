// Prints what typing costs: 10,000 edits on the form with the most questions, what memory they leave behind, and the same on a processor six times slower.
import { loadavg } from "node:os";
import { settled, start } from "./browser.js";
import { hardest, ms, typed } from "./typing.js";

const EDITS = Number(process.argv[2] ?? 10_000);
const ROUNDS = 5;
const THROTTLED_EDITS = 300;
const SLOWER = 6;

const portal = await start();
const { page } = await portal.visit();
const debug = await page.context().newCDPSession(page);
await debug.send("Performance.enable");
await hardest(page);
await typed(page, 100);

/** What is left after everything that can be thrown away was. */
async function memory() {
  for (let times = 0; times < 3; times++) await debug.send("HeapProfiler.collectGarbage");
  const { metrics } = await debug.send("Performance.getMetrics");
  const of = (name) => metrics.find((metric) => metric.name === name).value;
  return `heap ${(of("JSHeapUsedSize") / 1e6).toFixed(1)} MB, ${of("Nodes")} nodes, ${of("JSEventListeners")} listeners`;
}
const load = () => `load ${loadavg().map((one) => one.toFixed(1)).join(", ")}`;

console.log(`before: ${await memory()} (${load()})`);
for (let round = 1; round <= ROUNDS; round++) {
  const times = await typed(page, Math.ceil(EDITS / ROUNDS));
  console.log(`after ${Math.ceil(EDITS / ROUNDS) * round} edits: p50 ${ms(times, 0.5)} ms, p99 ${ms(times, 0.99)} ms; ${await memory()} (${load()})`);
}
await debug.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
const times = await typed(page, THROTTLED_EDITS);
console.log(`${SLOWER} times slower, ${THROTTLED_EDITS} edits: p50 ${ms(times, 0.5)} ms, p99 ${ms(times, 0.99)} ms (${load()})`);
const first = [];
for (let times = 0; times < 5; times++) {
  await page.reload();
  first.push(await page.waitForFunction(() => document.querySelector('.summary .badge:not([data-standing="loading"])') && performance.now()).then((handle) => handle.jsonValue()));
  await settled(page);
}
console.log(`${SLOWER} times slower, reload to first verdict: p50 ${ms(first, 0.5)} ms, longest ${ms(first, 1)} ms (${load()})`);
await portal.stop();
