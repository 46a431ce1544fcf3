// What is dropped on the page and what is kept: every file is read or refused with the reason, and nothing that was kept is lost.
import assert from "node:assert/strict";
import { mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { deflateRawSync } from "node:zlib";
import { VNET, drop, file } from "./files.js";
import { go, settled, start } from "./browser.js";

let portal;
before(async () => (portal = await start()));
after(() => portal.stop());

test("exports are read, one in UTF-16 too, and those that are none are refused for a reason", async () => {
  const { page, complaints } = await portal.visit();
  await drop(page, file("vnet.json", `\ufeff${JSON.stringify(VNET)}`, "utf16le"), file("cut.json", '{"value": ['), file("error.json", JSON.stringify({ error: { code: "Authorization_RequestDenied", message: "no" } })), file("picture.json", "\u0000\u0001"));
  await page.getByRole("heading", { level: 1, name: "My tenant" }).waitFor();
  const read = page.locator(".files").first();
  await read.getByText("az-network-vnet").waitFor();
  for (const name of ["cut.json", "error.json", "picture.json"]) await read.locator("li", { hasText: name }).getByText("Error:").first().waitFor();
  await page.getByText("Warning: something in cut.json, error.json, picture.json was not read").waitFor();
  await read.getByText(/written .*, today/).first().waitFor();
  await go(page, "networks/vnet-bots");
  await page.getByText("northeurope").first().waitFor();
  await go(page, "");
  await drop(page, file("vnet.json", JSON.stringify({ ...VNET, location: "westeurope" })));
  await page.getByText("is different now").waitFor();
  assert.deepEqual(complaints, []);
  await page.context().close();
});

test("a list that cannot show that it is whole is taken for whole once somebody vouches for it", async () => {
  const { page, complaints } = await portal.visit();
  const machines = { "@odata.context": "https://x.crm4.dynamics.com/api/data/v9.2/$metadata#flowmachines", value: [{ flowmachineid: "a8948c89-3b61-4676-a6bb-7dbd2d1c9af0", name: "rb-01", statuscode: 1, hostingtype: 1 }] };
  await page.getByText("What files do not say by themselves").click();
  await page.getByLabel("Environment of such files").fill("prod");
  await drop(page, file("machines.json", JSON.stringify(machines)));
  await page.getByText("not the whole list").waitFor();
  assert.doesNotMatch(await page.locator("main").innerText(), /--whole|`/);
  await page.getByRole("button", { name: "It is the whole list: dataverse-flowmachines" }).click();
  await page.getByText("You vouch that these lists are whole: dataverse-flowmachines").waitFor();
  await page.getByText("not the whole list").waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Take that back" }).click();
  await page.getByText("You vouch that").waitFor({ state: "detached" });
  await page.waitForTimeout(400);
  await page.reload();
  await page.getByText("machines.json").waitFor();
  assert.equal(await page.getByText("not the whole list").count(), 0);
  assert.deepEqual(complaints, []);
  await page.context().close();
});

test("what files say differently is told with what each says", async () => {
  const { page } = await portal.visit();
  await drop(page, file("north.json", JSON.stringify(VNET)), file("west.json", JSON.stringify({ ...VNET, location: "westeurope" })));
  await page.getByText("What files say differently").waitFor();
  assert.match(await page.locator("main").innerText(), /\/networks\/vnet-bots\/region is left out until they agree: .*north.*west/s);
  await page.context().close();
});

test("files that together are too large are told apart, and two tenants are not read into one", async () => {
  const folder = await mkdtemp(join(tmpdir(), "greenlight-"));
  const tenant = (name) => JSON.stringify({ version: 1, id: name, name, facts: {}, files: [], past: [] });
  const files = [["first.json", "", 30], ["second.json", "", 19], ["one.json", tenant("one")], ["two.json", tenant("two")]];
  const paths = await Promise.all(files.map(async ([name, text, megabytes]) => {
    const path = join(folder, name);
    await writeFile(path, text);
    if (megabytes) await truncate(path, megabytes * 1_000_000);
    return path;
  }));
  const { page } = await portal.visit();
  await page.locator("input[type=file]").setInputFiles(paths);
  await page.getByText("second.json was left out: together the files have more than 48 MB").waitFor();
  await page.getByText("two.json is a tenant of its own: drop it by itself").waitFor();
  await page.getByRole("heading", { level: 1, name: "one" }).waitFor();
  await rm(folder, { recursive: true });
  await page.context().close();
});

test("a case becomes a tenant, and one that the engine refuses says where", async () => {
  const { page } = await portal.visit();
  await drop(page, file("pilot.json", JSON.stringify({ as_of: "2024-02-12", environments: { prod: { kind: "castle" } }, people: { me: {} }, request: { actor: "me", restart: {} } })));
  await page.getByRole("heading", { level: 1, name: "pilot" }).waitFor();
  await page.getByText("The facts cannot be judged").waitFor();
  await page.getByText("/environments/prod/kind").waitFor();
  await go(page, "facts/environments/prod");
  await page.getByLabel("Kind", { exact: true }).selectOption({ label: "Production" });
  await go(page, "new");
  await page.locator('.summary .badge:not([data-standing="failed"]):not([data-standing="loading"])').waitFor();
  await page.context().close();
});

/** Puts records into the store as if another page had. */
const put = (page, ...records) => page.evaluate((records) => new Promise((resolve, reject) => {
  const asked = indexedDB.open("greenlight", 1);
  asked.onerror = reject;
  asked.onsuccess = () => {
    const transaction = asked.result.transaction("tenants", "readwrite");
    for (const record of records) transaction.objectStore("tenants").put(record);
    transaction.oncomplete = () => (asked.result.close(), resolve());
  };
}), records);
const kept = (page) => page.evaluate(() => new Promise((resolve) => {
  const asked = indexedDB.open("greenlight", 1);
  asked.onsuccess = () => {
    const all = asked.result.transaction("tenants").objectStore("tenants").getAll();
    all.onsuccess = () => (asked.result.close(), resolve(all.result.map(({ id }) => id).sort()));
  };
}));

test("a stored tenant of a newer version and a damaged one are said and left as they are", async () => {
  const { page } = await portal.example();
  await page.waitForTimeout(400);
  const whole = { version: 1, name: "Odd", facts: {}, files: [], past: [] };
  const odd = [{ facts: { machines: 5 } }, { facts: { machines: { a: null } } }, { facts: [] }, { files: [null] }, { past: [{}] }, { descriptions: { a: {} } }, { contradictions: "x" }, { actor: {} }, { version: -1 }];
  await put(page, { id: "newer", version: 99, name: "Tomorrow", facts: {} }, { id: "damaged", name: "Broken" }, { id: "half", version: 1, name: "Half", facts: null });
  await put(page, ...odd.map((part, index) => ({ ...whole, ...part, id: `odd-${index}`, name: `Odd-${index}` })));
  await page.reload();
  await page.getByText("the stored tenant Tomorrow was written by a newer version of this page").waitFor();
  await page.getByText("the stored tenant Broken is damaged").waitFor();
  await page.getByText("the stored tenant Half is damaged").waitFor();
  for (const index of odd.keys()) await page.getByText(`the stored tenant Odd-${index} is damaged`).waitFor();
  await page.getByRole("heading", { level: 1, name: "Contoso (example)" }).waitFor();
  assert.deepEqual(await kept(page), ["damaged", "example", "half", "newer", ...odd.map((_, index) => `odd-${index}`)]);
  await page.context().close();
});

/** Puts another database in the place of the page's own. */
const replaced = (page, version, options) => page.evaluate(([version, options]) => new Promise((resolve, reject) => {
  const gone = indexedDB.deleteDatabase("greenlight");
  gone.onsuccess = () => {
    const asked = indexedDB.open("greenlight", version);
    asked.onupgradeneeded = () => options && asked.result.createObjectStore("tenants", options);
    asked.onerror = reject;
    asked.onsuccess = () => (asked.result.close(), resolve());
  };
}), [version, options]);
for (const [what, version, options, says] of [
  ["of a newer version", 5, { keyPath: "id" }, "The browser keeps nothing: its storage was written by a newer version of this page, and was left as it is."],
  ["without its table", 1, undefined, "The browser keeps nothing: its storage for this page is damaged"],
  ["whose table has other keys", 1, {}, "The browser keeps nothing: its storage for this page is damaged"],
]) {
  test(`storage ${what} is said, and the page goes on without`, async () => {
    const { page } = await portal.visit();
    await replaced(page, version, options);
    await page.reload();
    await settled(page);
    await page.getByRole("button", { name: "Take the example tenant" }).click();
    await page.getByText(says).waitFor();
    await page.getByRole("heading", { level: 1, name: "Contoso (example)" }).waitFor();
    await page.context().close();
  });
}

test("where storage is denied the page says so and goes on", async () => {
  const { page } = await portal.visit();
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException("denied by the browser");
    };
    Object.defineProperty(window, "localStorage", { get: () => { throw new DOMException("denied"); } });
  });
  await page.reload();
  await settled(page);
  await page.getByRole("button", { name: "Take the example tenant" }).click();
  await page.getByText("The browser keeps nothing: denied by the browser").waitFor();
  await page.getByRole("heading", { level: 1, name: "Contoso (example)" }).waitFor();
  await page.context().close();
});

test("where storage is full the page says so and goes on, and keeps what it can later", async () => {
  const { page } = await portal.visit();
  const debug = await page.context().newCDPSession(page);
  const origin = new URL(portal.address).origin;
  await debug.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 1 });
  await page.getByRole("button", { name: "Take the example tenant" }).click();
  await page.getByText(/The browser keeps nothing: .*Export the tenant before you close the page/).waitFor();
  await page.getByRole("heading", { level: 1, name: "Contoso (example)" }).waitFor();
  await debug.send("Storage.overrideQuotaForOrigin", { origin });
  await page.getByLabel("Name of the tenant").fill("Kept after all");
  await page.waitForTimeout(500);
  await page.reload();
  await page.getByRole("heading", { level: 1, name: "Kept after all" }).waitFor();
  await page.context().close();
});

const link = (text) => `share/${deflateRawSync(Buffer.from(text)).toString("base64url")}`;
const LINKS = [
  ["of a newer version", link(JSON.stringify({ version: 99, name: "a", facts: {}, files: [], past: [] })), "holds no tenant that this page can read"],
  ["whose tables are none", link(JSON.stringify({ name: "a", facts: { machines: [1] }, files: [], past: [] })), "holds no tenant that this page can read"],
  ["that holds a list", link("[1, 2]"), "holds no tenant that this page can read"],
  ["that holds nothing", link(""), "nothing was read from it"],
  ["that unfolds to 30 MB", link("[".repeat(30_000_000)), "nothing was read from it"],
  ["of other letters", "share/%3Cscript%3E", "nothing was read from it"],
];
test("links made by hand are refused, and nothing is kept of them", async () => {
  const { page, complaints } = await portal.visit();
  for (const [what, address, says] of LINKS) {
    await go(page, address);
    await page.getByText(says).waitFor().catch(() => assert.fail(what));
    assert.deepEqual(await kept(page), [], what);
    await go(page, "");
  }
  assert.deepEqual(complaints, []);
  await page.context().close();
});

test("a tenant whose facts are nonsense is judged as such on every page, and can be deleted", async () => {
  const { page } = await portal.visit();
  const nonsense = { "<b>x</b>": { status: { value: {} }, shared_with: 5, connections: { items: 5 }, queue: [], creator: 7, environment: true, requested: 3, state: [], kind: "castle", regions: [{}], roles: "all", connection: 1, subnet: [] } };
  await go(page, link(JSON.stringify({ name: "<i>Nonsense</i>", facts: { environments: nonsense, people: nonsense, machines: nonsense, images: nonsense, networks: nonsense, groups: nonsense }, files: [], past: [] })));
  await page.getByRole("button", { name: "Take it" }).click();
  await page.getByRole("heading", { level: 1, name: "<i>Nonsense</i>" }).waitFor();
  await page.getByText("The facts cannot be judged").waitFor();
  for (const place of ["machines", "machine/%3Cb%3Ex%3C%2Fb%3E", "new", "images", "networks", "groups", "actions", "roles", "licences", "simulation", "facts/machines", "problems"]) {
    await go(page, place);
    assert.equal(await page.getByText("this page failed").count(), 0, place);
  }
  await go(page, "");
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await page.getByRole("button", { name: "Yes, delete it for good" }).click();
  await page.getByRole("button", { name: "Take the example tenant" }).waitFor();
  await page.context().close();
});

test("a script or a module that does not load is said", async () => {
  const { page } = await portal.visit();
  await page.route("**/*.wasm", (route) => route.abort());
  await page.getByRole("button", { name: "Take the example tenant" }).click();
  await page.waitForTimeout(400);
  await page.reload();
  await go(page, "new");
  await page.locator('.summary .badge[data-standing="failed"]').waitFor();
  await go(page, "licences");
  await page.getByText("Error:").first().waitFor();
  await page.context().close();
  const blank = await portal.visit();
  await blank.page.route("**/*.js", (route) => route.abort());
  await blank.page.reload();
  await blank.page.getByText("its script did not load", { exact: false }).or(blank.page.getByText("script did not load")).first().waitFor();
  await blank.page.context().close();
});
