// The npm package in Node: reads requests for `check` from its input, one a line, and prints figures. `node bench/node.mjs www/pkg`
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { brotliCompressSync } from "node:zlib";

const folder = resolve(process.argv[2]);
const requests = readFileSync(0, "utf8").split("\n");
const objects = requests.map((text) => JSON.parse(text));

/** The package's modules: the small one for forms, and the whole one. */
const MODULES = ["greenlight", "whole"];
const passes = { "JSON.parse alone": (text) => JSON.parse(text) };
const sizes = [];
for (const name of MODULES) {
  const bytes = readFileSync(join(folder, `${name}_bg.wasm`));
  const engine = await import(pathToFileURL(join(folder, `${name}.js`)).href);
  engine.initSync({ module: new WebAssembly.Module(bytes) });
  passes[`${name}, text to report`] = (text) => engine.check(text);
  passes[`${name}, object to object`] = (text, object) => engine.objects.check(object);
  sizes.push(`${name}: ${kb(bytes.length)}, ${kb(brotliCompressSync(bytes).length)} brotli`);
}

function kb(size) {
  return `${(size / 1000).toFixed(1)} KB`;
}

/** CPU microseconds per request of one turn of at least a tenth of a second. */
function turn(work) {
  const begin = process.cpuUsage();
  for (let count = 0; ; ) {
    requests.forEach((text, row) => work(text, objects[row]));
    count += requests.length;
    const spent = process.cpuUsage(begin);
    const total = spent.user + spent.system;
    if (total >= 100_000) return total / count;
  }
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];
const turns = new Map(Object.keys(passes).map((name) => [name, []]));
for (let round = 0; round < 15; round += 1) {
  for (const [name, work] of Object.entries(passes)) turns.get(name).push(turn(work));
}
console.log(`| Node ${process.version} | per CPU second | µs each | times the first |`);
console.log("|---|---:|---:|---:|");
const first = turns.get("JSON.parse alone");
for (const [name, times] of turns) {
  const ratio = median(times.map((time, round) => time / first[round]));
  const each = median(times);
  console.log(`| ${name} | ${Math.round(1e6 / each)} | ${each.toFixed(2)} | ${ratio.toFixed(2)} |`);
}
console.log(`\n${sizes.join("\n")}`);
