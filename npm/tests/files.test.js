// Files that are read in pieces say what they say as a whole: of texts and blobs, on the thread of the page and in a worker.
import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { after, before, test } from "node:test";
import init, { Cancelled, engine } from "greenlight/whole";
import { startWorker } from "greenlight/worker";

const SAMPLES = new URL("../../core/tests/import/samples/", import.meta.url);

let worker;
before(async () => {
  await init();
  worker = await startWorker();
});
after(() => worker.close());

/** The bytes of all samples, by name. */
async function samples() {
  const entries = await readdir(SAMPLES, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => `${entry.parentPath ?? entry.path}/${entry.name}`);
  return Promise.all(files.sort().map(async (name) => ({ name, bytes: await readFile(name) })));
}

/** A text of PowerShell's or of any other tool's. */
const text = (bytes) => new TextDecoder(bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : "utf-8").decode(bytes);

test("texts and blobs give what the texts give at once", async () => {
  const all = await samples();
  const hints = { environment: "told", person: "told", origins: true };
  const once = engine.importFacts({ files: all.map(({ name, bytes }) => ({ name, text: text(bytes) })), hints });
  assert.equal(once.ok, true);
  const texts = all.map(({ name, bytes }) => ({ name, content: text(bytes) }));
  const blobs = all.map(({ name, bytes }) => ({ name, content: new Blob([bytes]) }));
  for (const files of [texts, blobs]) {
    assert.deepEqual(await engine.importFiles(files, { hints }), once);
    assert.deepEqual(await worker.importFiles(files, { hints }), once);
  }
});

test("a letter between two pieces stays whole", async () => {
  const long = "🦉é".repeat(200_000);
  for (const blank of ["", " ", "  "]) {
    const given = `${blank}[{"id": "1", "userPrincipalName": "ann@contoso.com", "displayName": "${long}", "accountEnabled": true}]`;
    const once = engine.importFacts({ files: [{ name: "a", text: given }] });
    assert.equal(once.answer.facts.people.ann.account, "enabled");
    for (const content of [given, new Blob([given])]) assert.deepEqual(await engine.importFiles([{ name: "a", content }]), once);
  }
});

test("what is wrong with the request is told, as it is at once", async () => {
  const request = { hints: { whole: ["nothing"] }, tenants: 1 };
  assert.deepEqual(await engine.importFiles([], request), engine.importFacts({ files: [], ...request }));
  assert.deepEqual(await worker.importFiles([], request), engine.importFacts({ files: [], ...request }));
});

test("it tells how far it is, and a signal stops it", async () => {
  const row = `{"@odata.etag": "${"x".repeat(900)}", "flowmachineid": "1", "name": "bot"}`;
  const content = new Blob([`{"@odata.context": "https://o.crm4.dynamics.com/api/data/v9.2/$metadata#flowmachines", "value": [${`${row},\n`.repeat(20_000)}${row}]}`]);
  const heard = [];
  const begun = performance.now();
  const whole = await worker.importFiles([{ name: "a", content }], {}, { progress: (done, total) => void heard.push([done, total]) });
  console.log(`${Math.round(content.size / 1e6)} MB in ${Math.round(performance.now() - begun)} ms`);
  assert.equal(whole.answer.files[0].answers[0].records, 20_001);
  assert.deepEqual(heard.at(-1), [content.size, content.size]);
  assert.ok(heard.length > 2 && heard.slice(0, -1).every(([done, total]) => done < total));
  for (const at of [engine, worker]) {
    const control = new AbortController();
    const stopped = at.importFiles([{ name: "a", content }], {}, { signal: control.signal, progress: () => control.abort() });
    await assert.rejects(stopped, (error) => error.code === "cancelled" && error.name === "AbortError" && error.partial === undefined && (at === worker || error instanceof Cancelled));
  }
  assert.equal((await worker.importFiles([])).ok, true);
});
