// The page of one's own that the package's page shows: it works under the policy that stands there, to the letter, in both browsers.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { browser, file, serve } from "./support.js";

const section = (await readFile(file("README.md"), "utf8")).split("\n## ").find((text) => text.startsWith("On a page of your own"));
const [, html] = /^```html\n([\s\S]*?)^```$/m.exec(section);
const [, script] = /^```js\n([\s\S]*?)^```$/m.exec(section);
const [, policy] = /content="(default-src [^"]+)"/.exec(html);

const NAMES = ["chromium", "firefox"];
const browsers = new Map();
before(async () => {
  for (const name of NAMES) browsers.set(name, await browser(name));
});
after(() => Promise.all([...browsers.values()].map((one) => one.close())));

/** A worker of the package's own script, where a script's address must be trusted. */
const WORKER = `
  import { startWorker } from "./greenlight/worker.js";
  const mine = trustedTypes.createPolicy("mine", { createScriptURL: (address) => address });
  const worker = await startWorker({ worker: () => new Worker(mine.createScriptURL("./greenlight/worker-script.js"), { type: "module" }) });
  document.querySelector("output").value = String((await worker.simulate({ scenario: { as_of: "2024-02-12", horizon: "1d" } })).ok);
  worker.close();`;

/** Shows a page under a policy, and gives what the browser complained about once it was looked at. */
async function complaints(name, page, script, look) {
  const answers = { "/": { body: page, kind: "text/html" }, "/page.js": { body: script, kind: "text/javascript" } };
  const { address, end } = await serve((path) => answers[path]);
  const context = await browsers.get(name).newContext();
  try {
    const view = await context.newPage();
    const heard = [];
    view.on("pageerror", ({ message }) => heard.push(message));
    view.on("console", (message) => message.type() === "error" && heard.push(message.text()));
    await view.goto(address);
    const says = (text) => view.waitForFunction((text) => document.querySelector("output").value === text, text, { timeout: 15_000 });
    await look({ view, says, heard });
    return heard;
  } finally {
    await context.close();
    await end();
  }
}

const works = async (...given) => assert.deepEqual(await complaints(...given), []);

/** Fills the page in: what blocks is said at its field, and keeps the form from being handed in. */
async function filled({ view, says }) {
  await says("needs-facts");
  const field = (at) => view.locator(`greenlight-field[at="${at}"]`);
  const generation = field("/images/finance/generation");
  await generation.locator("input").pressSequentially("1");
  await says("blocked");
  await generation.locator('li[data-kind="error"]', { hasText: "need generation 2" }).waitFor();
  assert.equal(await view.evaluate(() => document.querySelector("form").checkValidity()), false);
  await generation.locator("input").press("Backspace");
  await generation.locator("input").pressSequentially("2");
  await says("needs-facts");
  await field("/request/create-machine/name").locator('li[data-kind="question"]').waitFor();
  await field("/request/create-machine/name").locator("input").pressSequentially("bot-03");
  await field("/request/create-machine/name").locator("ul").waitFor({ state: "hidden" });
  await field("/environments/prod/hosted_rpa_addons").locator("input").pressSequentially("2");
  await says("blocked");
}

const without = (directive) => policy.split("; ").filter((one) => !one.startsWith(directive)).join("; ");

for (const name of NAMES) {
  test(`the page is filled in, in ${name}`, () => works(name, html, script, filled));

  test(`with the module in the script it fetches nothing, in ${name}`, () =>
    works(name, html.replace(policy, without("connect-src")), script.replace("greenlight.js", "greenlight.inline.js"), filled));

  test(`a worker of the package's own script keeps trusted types, in ${name}`, () =>
    works(name, html.replace(policy, `${without("trusted-types")}; trusted-types mine; worker-src 'self'`), WORKER, ({ says }) => says("true")));
}

const NEEDED = { "wasm-unsafe-eval": policy.replace(" 'wasm-unsafe-eval'", ""), "connect-src": without("connect-src"), "script-src": without("script-src"), "img-src": without("img-src") };
for (const [directive, weaker] of Object.entries(NEEDED)) {
  test(`without ${directive} the browser complains`, async () => {
    const heard = await complaints("chromium", html.replace(policy, weaker), script, async ({ view, heard }) => {
      for (let wait = 0; wait < 100 && heard.length === 0; wait++) await view.waitForTimeout(100);
    });
    assert.match(heard.join("\n"), /security policy/i);
  });
}
