// What is dropped on the page and what is kept: every file is read or refused with the reason, and nothing that was kept is lost.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { go, settled, start } from "./browser.js";

let portal;
before(async () => (portal = await start()));
after(() => portal.stop());

const VNET = { id: "/subscriptions/s/resourceGroups/rg-bots/providers/Microsoft.Network/virtualNetworks/vnet-bots", name: "vnet-bots", type: "Microsoft.Network/virtualNetworks", location: "northeurope", dhcpOptions: { dnsServers: ["10.0.0.4", "10.0.0.5"] } };
const file = (name, text, encoding) => ({ name, mimeType: "application/json", buffer: Buffer.from(text, encoding) });
const drop = (page, ...files) => page.locator("input[type=file]").setInputFiles(files);

test("exports are read, one in UTF-16 too, and those that are none are refused for a reason", async () => {
  const { page, complaints } = await portal.visit();
  await drop(page, file("vnet.json", `\ufeff${JSON.stringify(VNET)}`, "utf16le"), file("cut.json", '{"value": ['), file("error.json", JSON.stringify({ error: { code: "Authorization_RequestDenied", message: "no" } })), file("picture.json", "\u0000\u0001"));
  await page.getByRole("heading", { level: 1, name: "My tenant" }).waitFor();
  const read = page.locator(".files").first();
  await read.getByText("az-network-vnet").waitFor();
  for (const name of ["cut.json", "error.json", "picture.json"]) await read.locator("li", { hasText: name }).getByText("Error:").first().waitFor();
  await go(page, "networks/vnet-bots");
  await page.getByText("northeurope").first().waitFor();
  await go(page, "");
  await drop(page, file("vnet.json", JSON.stringify({ ...VNET, location: "westeurope" })));
  await page.getByText("is different now").waitFor();
  assert.deepEqual(complaints, []);
  await page.context().close();
});

test("a file that is too large is refused before it is read", async () => {
  const { page } = await portal.visit();
  await page.locator("input[type=file]").evaluate((input) => {
    const large = new File([new Blob(Array.from({ length: 65 }, () => new Uint8Array(1_000_000)))], "large.json");
    const transfer = new DataTransfer();
    transfer.items.add(large);
    input.files = transfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
  await page.getByText("large.json has 65 MB").waitFor();
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
  await put(page, { id: "newer", version: 99, name: "Tomorrow", facts: {} }, { id: "damaged", name: "Broken" }, { id: "half", version: 1, name: "Half", facts: null });
  await page.reload();
  await page.getByText("the stored tenant Tomorrow was written by a newer version of this page").waitFor();
  await page.getByText("the stored tenant Broken is damaged").waitFor();
  await page.getByText("the stored tenant Half is damaged").waitFor();
  await page.getByRole("heading", { level: 1, name: "Contoso (example)" }).waitFor();
  assert.deepEqual(await kept(page), ["damaged", "example", "half", "newer"]);
  await page.context().close();
});

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
