// A simulation in steps, on the thread of the page: it says what the one in one piece says, and lets the page answer meanwhile.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { before, test } from "node:test";
import init, * as whole from "greenlight/whole";
import { Binding } from "../node_modules/greenlight/binding.js";
import * as glue from "../node_modules/greenlight/glue/whole.js";
import { browser, file, golden, serve } from "./support.js";

before(() => init());

/** So many machines, for which all is there, are asked for at once. */
const { request, ...facts } = golden;
const { environment, image, network } = request["create-machine"];
const scenario = (count, more) => {
  const { [environment]: prod } = facts.environments;
  const { [network]: corp } = facts.networks;
  return {
    ...facts,
    environments: { ...facts.environments, [environment]: { ...prod, hosted_rpa_addons: count + 10 } },
    networks: { ...facts.networks, [network]: { ...corp, subnet: { ...corp.subnet, free: count + 10 } } },
    seed: "7",
    horizon: "10d",
    timeline: [{ at: "d0T12:00", actor: request.actor, "create-machine": { environment, image, network, name: "bot", count } }],
    limits: { machines: 100_000, events: 1_000_000_000 },
    ...more,
  };
};

/** Shapes of work: one world of many machines, many worlds of few, many of nothing, many lines, all with their options. */
const SHAPES = {
  "many machines": [scenario(20_000), {}],
  "many machines, with a trace": [scenario(5_000), { trace: true }],
  "many machines, each listed": [scenario(5_000), { each: true }],
  "many replicates": [scenario(20, { replicates: 500 }), { objectives: ["failed = 0"] }],
  "many replicates of nothing": [{ as_of: "2024-02-12", horizon: "1d", replicates: 10_000 }, {}],
};

for (const [what, [given, options]] of Object.entries(SHAPES)) {
  test(`in steps: ${what}`, async () => {
    const request = JSON.stringify({ scenario: given, options });
    let there = "";
    let begun = performance.now();
    const here = whole.simulate(request, { emit: (chunk) => void (there += chunk) });
    const once = performance.now() - begun;
    const [waits, heard] = [[], []];
    let trace = "";
    // Others may be at work on the machine: what counts is the time that was worked.
    let last = process.cpuUsage();
    begun = performance.now();
    const progress = (done, total) => {
      waits.push(process.cpuUsage(last).user / 1000);
      last = process.cpuUsage();
      heard.push([done, total]);
    };
    const answer = await whole.simulateAsync(request, { progress, emit: (chunk) => void (trace += chunk) });
    console.log(`${what}: ${Math.round(once)} ms at once; ${Math.round(performance.now() - begun)} ms in ${heard.length} steps, the longest of ${Math.round(Math.max(...waits))} ms`);
    assert.ok(answer.startsWith('{"format_version"'), answer.slice(0, 300));
    assert.equal(answer, here);
    assert.equal(trace, there);
    assert.ok(heard.every(([done], index) => index === 0 || heard[index - 1][0] <= done));
    assert.equal(...heard.at(-1));
    if (given.timeline !== undefined) assert.ok(JSON.parse(answer).machines.active > 0, answer);
    // The engine's own upkeep is counted with one or the other.
    waits.sort((one, other) => one - other);
    assert.ok(waits[Math.floor(waits.length * 0.9)] < 50, `${waits}`);
  });
}

test("a signal stops it between two steps, with what there is; other verbs are asked meanwhile", async () => {
  const control = new AbortController();
  let heard = 0;
  const progress = () => {
    assert.equal(JSON.parse(whole.check(JSON.stringify({ case: golden }))).outcome, "ready");
    if ((heard += 1) === 5) control.abort(new Error("enough"));
  };
  const stopped = whole.engine.simulateAsync({ scenario: scenario(50, { replicates: 10_000 }) }, { signal: control.signal, progress });
  await assert.rejects(stopped, (error) => error instanceof whole.Cancelled && error.cause.message === "enough" && error.partial.partial === true && error.partial.replicates_ended > 0);
  const before = whole.engine.simulateAsync({ scenario: scenario(1) }, { signal: AbortSignal.abort() });
  await assert.rejects(before, ({ code, partial }) => code === "cancelled" && partial === undefined);
});

test("what is wrong is told, as it is at once", async () => {
  const request = { scenario: { as_of: "2024-02-12", horizn: 1, seed: Number.NaN } };
  assert.deepEqual(await whole.engine.simulateAsync(request), whole.engine.simulate(request));
  assert.equal(await whole.simulateAsync("{"), whole.simulate("{"));
  const limited = JSON.stringify({ scenario: scenario(20, { limits: { events: 30 } }) });
  assert.equal(await whole.simulateAsync(limited), whole.simulate(limited));
});

test("what a listener throws, or answers though it cannot mean it, ends it", async () => {
  const request = JSON.stringify({ scenario: scenario(1) });
  const full = () => {
    throw new RangeError("full");
  };
  await assert.rejects(whole.simulateAsync(request, { progress: full }), RangeError);
  await assert.rejects(whole.simulateAsync(request, { progress: async () => {} }), /`progress` answered a promise/);
  assert.equal(await whole.simulateAsync(request), whole.simulate(request));
});

test("where the engine fails meanwhile, it says so, and the next one is answered", async () => {
  const { encodeInto } = TextEncoder.prototype;
  const progress = () => {
    TextEncoder.prototype.encodeInto = () => {
      throw new RangeError("as if it had trapped");
    };
    assert.throws(() => whole.check("{}"), { code: "trapped" });
    TextEncoder.prototype.encodeInto = encodeInto;
  };
  const request = JSON.stringify({ scenario: scenario(20, { replicates: 1000 }) });
  await assert.rejects(whole.simulateAsync(request, { progress }), { code: "trapped" });
  assert.equal(await whole.simulateAsync(request), whole.simulate(request));
});

test("what is stopped gives back its memory", async () => {
  const binding = new Binding(glue);
  binding.startSync(await readFile(file("whole_bg.wasm")));
  const request = JSON.stringify({ scenario: scenario(2_000) });
  const sizes = [];
  for (let round = 0; round < 60; round += 1) {
    const handle = binding.begin("Simulation", request);
    handle.use((simulation) => simulation.step(5_000));
    handle.free();
    handle.free();
    assert.throws(() => handle.use((simulation) => simulation.step(1)), { code: "trapped" });
    sizes.push(binding.memory());
  }
  assert.equal(sizes.at(-1), sizes[9]);
});

for (const name of ["chromium", "firefox"]) {
  test(`a page of ${name} answers while it simulates`, { timeout: 120_000 }, async () => {
    const script = `
      import init, { simulateAsync } from "/greenlight/whole.inline.js";
      await init();
      const control = new AbortController();
      document.querySelector("button").addEventListener("click", () => control.abort());
      document.title = "simulating";
      const request = ${JSON.stringify(JSON.stringify({ scenario: scenario(200, { replicates: 10_000 }) }))};
      const stopped = await simulateAsync(request, { signal: control.signal }).catch((error) => error);
      document.title = [stopped.code, stopped.partial?.partial].join(" ");`;
    const page = '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><button>Cancel</button><script type="module" src="/script.js"></script>';
    const own = { "/": { body: page, kind: "text/html" }, "/script.js": { body: script, kind: "text/javascript" } };
    const { address, end } = await serve((path) => own[path]);
    const driven = await browser(name);
    try {
      const view = await driven.newPage();
      await view.goto(address);
      await view.waitForFunction(() => document.title === "simulating");
      await view.waitForTimeout(300);
      await view.click("button");
      await view.waitForFunction(() => document.title !== "simulating");
      assert.equal(await view.title(), "cancelled true");
    } finally {
      await driven.close();
      await end();
    }
  });
}
