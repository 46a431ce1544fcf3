/** Measures what a form feels: `npm run measure`. Times in milliseconds, median and 99th percentile; say what else the machine did. */

import { spawnSync } from "node:child_process";
import { loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import init, { check, engine } from "greenlight";
import { createForm } from "greenlight/form";
import { browser, golden, serve } from "./support.js";

const rows = {};
const add = (name, times) => {
  const sorted = [...times].sort((one, other) => one - other);
  const at = (share) => Number(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))].toFixed(3));
  rows[name] = { median: at(0.5), p99: at(0.99), of: sorted.length };
};
const often = (name, times, work) => {
  for (let warm = 0; warm < times / 4; warm += 1) work(warm);
  add(name, Array.from({ length: times }, (_, time) => {
    const start = performance.now();
    work(time);
    return performance.now() - start;
  }));
};

await init();
const request = { case: golden };
const text = JSON.stringify(request);
const answer = check(text);
often("text", 2000, () => check(text));
often("text, with stringify and parse", 2000, () => JSON.parse(check(JSON.stringify(request))));
often("values", 2000, () => engine.check(request));
often("parse alone", 2000, () => JSON.parse(answer));
const form = createForm(engine, { initial: golden });
often("form, a change", 2000, (time) => form.set("/images/finance/generation", 1 + (time % 2)));
often("form, what is open", 100, (time) => (form.set("/images/finance/generation", 1 + (time % 2)), form.open()));

const first = 'const start = performance.now(); const { default: init } = await import("greenlight"); const engine = await init(); engine.check({ case: JSON.parse(process.argv[1]) }); console.log(performance.now() - start);';
const cwd = fileURLToPath(new URL("..", import.meta.url));
const node = () => Number(spawnSync(process.execPath, ["--input-type=module", "-e", first, JSON.stringify(golden)], { cwd, encoding: "utf8" }).stdout);
add("Node, import to first verdict", Array.from({ length: 20 }, node));

const PAGE = '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">';
const { address, end } = await serve((path) => (path === "/" ? { body: PAGE, kind: "text/html" } : undefined));
const chromium = await browser();
for (const entry of ["greenlight.js", "greenlight.inline.js"]) {
  const times = [];
  for (let time = 0; time < 20; time += 1) {
    const context = await chromium.newContext();
    const page = await context.newPage();
    await page.goto(address);
    times.push(
      await page.evaluate(async ([entry, golden]) => {
        const start = performance.now();
        const { default: init } = await import(`/greenlight/${entry}`);
        (await init()).check({ case: golden });
        return performance.now() - start;
      }, [entry, golden]),
    );
    await context.close();
  }
  add(`Chromium, ${entry}, import to first verdict`, times);
}
await chromium.close();
await end();
console.table(rows);
console.log(`load ${loadavg().map((load) => load.toFixed(1)).join(" ")}`);
