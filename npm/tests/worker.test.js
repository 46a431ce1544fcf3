// The engine in a worker: of Node, and of a page in Chromium, from a blob and from its own script.
import assert from "node:assert/strict";
import { Worker } from "node:worker_threads";
import { after, before, test } from "node:test";
import init, { engine } from "greenlight/whole";
import { startWorker } from "greenlight/worker";
import { browser, golden, serve } from "./support.js";

let worker;
before(async () => {
  await init();
  worker = await startWorker();
});
after(() => worker.close());

const SMALL = { as_of: "2024-02-12", horizon: "2d", seed: "7", people: { ann: {} }, environments: { prod: {} }, timeline: [{ at: "d1", actor: "ann", "create-machine": { environment: "prod", name: "bot-{n}", image: "default" } }] };
/** So much work that it does not end within the test. */
const LONG = { ...SMALL, horizon: "300d", replicates: 10_000, timeline: [{ at: "d1", actor: "ann", "create-machine": { count: 50, environment: "prod", name: "bot-{n}", image: "default" } }] };

test("it answers as the engine does at once", async () => {
  assert.deepEqual(await worker.check({ case: golden }), engine.check({ case: golden }));
  assert.deepEqual(await worker.open({ case: golden }), engine.open({ case: golden }));
  const wrong = { case: { ...golden, tenant: { country: "NOP", custom_networks: "x" } } };
  assert.deepEqual(await worker.check(wrong), engine.check(wrong));
  assert.equal((await worker.check(wrong)).errors.length, 2);
  assert.deepEqual(await worker.simulate({ scenario: SMALL }), engine.simulate({ scenario: SMALL }));
  assert.equal(await worker.ask("rules", ""), JSON.stringify(engine.rules()));
});

test("the trace comes in whole lines", async () => {
  let here = "";
  let there = "";
  engine.simulate({ scenario: SMALL, options: { trace: true } }, { emit: (chunk) => void (here += chunk) });
  await worker.simulate({ scenario: SMALL, options: { trace: true } }, { emit: (chunk) => void (there += chunk) });
  assert.ok(here.length > 0);
  assert.equal(there, here);
});

test("a signal stops it, and the next call is answered", async () => {
  for (const wait of [0, 100, 600]) {
    const control = new AbortController();
    const long = worker.simulate({ scenario: LONG }, { signal: control.signal });
    const waiting = worker.check({ case: golden });
    setTimeout(() => control.abort(new Error("enough")), wait);
    await assert.rejects(long, (error) => error.name === "AbortError" && error.code === "cancelled" && error.cause.message === "enough");
    assert.equal((await waiting).ok, true);
  }
});

test("what a stopped simulation has found is given without shared memory and without ending the worker", async () => {
  const { SharedArrayBuffer } = globalThis;
  const { terminate } = Worker.prototype;
  let ended = 0;
  Worker.prototype.terminate = function () {
    ended += 1;
    return terminate.call(this);
  };
  delete globalThis.SharedArrayBuffer;
  try {
    const own = await startWorker();
    await own.check({ case: golden });
    const control = new AbortController();
    let heard = 0;
    const progress = () => void ((heard += 1) === 3 && control.abort());
    let trace = "";
    const emit = (chunk) => void (trace += chunk);
    const long = own.simulate({ scenario: LONG, options: { trace: true } }, { signal: control.signal, progress, emit });
    await assert.rejects(long, ({ code, partial }) => code === "cancelled" && partial.partial && partial.stopped_at !== undefined);
    assert.ok(trace.endsWith('"event":"stopped"}\n'), trace.slice(-200));
    assert.equal((await own.check({ case: golden })).ok, true);
    assert.equal(ended, 0);
    own.close();
  } finally {
    globalThis.SharedArrayBuffer = SharedArrayBuffer;
    Worker.prototype.terminate = terminate;
  }
});

test("the last that is heard of a simulation is that all is done", async () => {
  for (const scenario of [SMALL, { ...SMALL, replicates: 500 }]) {
    const heard = [];
    await worker.simulate({ scenario }, { progress: (done, total) => void heard.push([done, total]) });
    const [done, total] = heard.at(-1);
    assert.equal(done, total);
    assert.ok(heard.slice(0, -1).every(([before, all]) => before < all && all === total));
  }
});

test("a listener that answers what nobody can mean is refused", async () => {
  for (const progress of [async () => {}, () => false]) {
    await assert.rejects(worker.simulate({ scenario: SMALL }, { progress }), /`progress` answered/);
  }
});

test("a call that waits is taken back without ending the one at work", async () => {
  const control = new AbortController();
  const first = worker.simulate({ scenario: SMALL });
  const second = worker.check({ case: golden }, { signal: control.signal });
  control.abort();
  await assert.rejects(second, { code: "cancelled" });
  assert.equal((await first).ok, true);
  await assert.rejects(worker.check({ case: golden }, { signal: AbortSignal.abort() }), { code: "cancelled" });
});

test("what a listener throws ends its call", async () => {
  const emit = () => {
    throw new RangeError("full");
  };
  await assert.rejects(worker.simulate({ scenario: SMALL, options: { trace: true } }, { emit }), RangeError);
  assert.equal((await worker.check({ case: golden })).ok, true);
});

test("what a stopped call has found is given with the error, where it can be told to stop", async () => {
  let stop;
  const stand = {
    terminate() {},
    postMessage(message) {
      if ("module" in message) stop = new Int32Array(message.stop);
      else {
        const look = setInterval(() => {
          if (Atomics.load(stop, 0) !== message.id) return;
          clearInterval(look);
          stand.onmessage({ data: { id: message.id, answer: '{"partial": true}' } });
        }, 5);
      }
    },
  };
  const own = await startWorker({ worker: () => stand });
  const control = new AbortController();
  const long = own.ask("shard", "{}", { signal: control.signal });
  control.abort();
  await assert.rejects(long, (error) => error.code === "cancelled" && error.partial.partial);
});

test("a closed worker says so", async () => {
  const own = await startWorker();
  const long = own.simulate({ scenario: LONG });
  own.close();
  await assert.rejects(long, { code: "worker" });
  await assert.rejects(own.check({ case: golden }), { code: "worker" });
});

const STRICT = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";
const OWN = 'worker: () => new Worker("/greenlight/worker-script.js", { type: "module" })';
const PAGES = [
  ["from a blob", "worker-src blob:", "worker.js", "", "true cancelled true 0"],
  ["from a blob, the module in the script", "worker-src blob:", "worker.inline.js", "", "true cancelled true 0"],
  ["of its own script, where blobs are forbidden", "worker-src 'self'", "worker.js", OWN, "true cancelled true 0"],
  ["that a policy forbids", "worker-src 'self'", "worker.js", "", "worker"],
];
for (const [what, policy, entry, options, expected] of PAGES) {
  for (const isolated of [true, false]) {
    test(`a page's worker ${what}, ${isolated ? "with" : "without"} shared memory`, async () => {
      const script = `
        import { startWorker } from "/greenlight/${entry}";
        let ended = 0;
        const { terminate } = Worker.prototype;
        Worker.prototype.terminate = function () {
          ended += 1;
          terminate.call(this);
        };
        try {
          const worker = await startWorker({ ${options} });
          const { ok } = await worker.simulate({ scenario: ${JSON.stringify(SMALL)} });
          const control = new AbortController();
          setTimeout(() => control.abort(), 50);
          const stopped = await worker.simulate({ scenario: ${JSON.stringify(LONG)} }, { signal: control.signal }).catch((error) => error);
          document.title = [ok, stopped.code, stopped.partial?.partial, ended].join(" ");
        } catch (error) {
          document.title = error.code ?? error.message;
        }`;
      const page = '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><script type="module" src="/script.js"></script>';
      const headers = { "Content-Security-Policy": `${STRICT}; ${policy}`, ...(isolated ? { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" } : {}) };
      const own = { "/": { body: page, kind: "text/html", headers }, "/script.js": { body: script, kind: "text/javascript" } };
      const { address, end } = await serve((path) => own[path], { "Cross-Origin-Embedder-Policy": "require-corp" });
      const chromium = await browser();
      try {
        const view = await chromium.newPage();
        await view.goto(address);
        await view.waitForFunction(() => document.title !== "", undefined, { timeout: 20_000 });
        assert.equal(await view.title(), expected);
      } finally {
        await chromium.close();
        await end();
      }
    });
  }
}
