// Every control as keyboards and screen readers meet it: a name, an id of its own, a label that leads to it, and a focus that is never lost.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { go, settled, start } from "./browser.js";

let portal;
before(async () => (portal = await start()));
after(() => portal.stop());

const PAGES = ["", "machines", "machine/pilot-01", "new", "images/finance-desktop", "networks/paris", "groups/night-shift", "actions", "roles", "licences", "simulation",
  "facts/tenant", "facts/people/ana", "facts/networks/paris", "problems", "rulebook", "rulebook/IMG004"];
const CONTROLS = ["button", "link", "textbox", "searchbox", "combobox", "checkbox", "radio", "spinbutton", "Date", "region", "progressbar", "listbox", "dialog", "DisclosureTriangle"];
/** Of these several may be called alike: what browsers draw in a field of a day, and links to one place. */
const ALIKE = /^(?:button: Show (?:local )?date picker|spinbutton|link|DisclosureTriangle|button: Copy$|button: Record as granted)/;

/** What is wrong with the controls that are on the screen. */
async function wrong(page) {
  const debug = await page.context().newCDPSession(page);
  const { nodes } = await debug.send("Accessibility.getFullAXTree");
  await debug.detach();
  const controls = nodes.filter(({ ignored, role }) => !ignored && CONTROLS.includes(role?.value)).map(({ role, name }) => `${role.value}: ${name?.value?.trim() ?? ""}`);
  const nameless = controls.filter((control) => control.endsWith(": "));
  const alike = controls.filter((control, index) => !ALIKE.test(control) && controls.indexOf(control) !== index);
  const lost = await page.evaluate(() => {
    const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
    const twice = ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `id twice: ${id}`);
    const labels = [...document.querySelectorAll("label")].filter((label) => label.control === null).map((label) => `label without a field: ${label.textContent}`);
    return [...twice, ...labels];
  });
  return [...nameless.map((control) => `without a name: ${control}`), ...alike.map((control) => `called alike: ${control}`), ...lost];
}

test("every control has a name that no other has, and every label leads to its field", async () => {
  const { page } = await portal.example();
  const faults = [];
  for (const path of PAGES) {
    await go(page, path);
    faults.push(...(await wrong(page)).map((fault) => `${path || "start"}: ${fault}`));
  }
  for (const action of ["create-machine", "create-group", "share-machine", "run-unattended", "start-trial"]) {
    await go(page, `actions/${action}`);
    await page.getByRole("dialog").locator('.badge:not([data-standing="loading"])').waitFor();
    await page.locator("#root[aria-hidden=true]").waitFor({ state: "attached" });
    faults.push(...(await wrong(page)).map((fault) => `${action}: ${fault}`));
  }
  assert.deepEqual(faults, []);
  await page.context().close();
});

/** What has the focus: its text or its name. */
const focused = (page) => page.evaluate(() => {
  const { activeElement: here } = document;
  return here === document.body ? "nothing" : (here.getAttribute("aria-label") ?? here.labels?.[0]?.textContent ?? here.textContent ?? "").trim();
});
/** Presses Tab until something has the focus, and then a key on it. */
async function reach(page, name, key) {
  for (let times = 0; times < 90; times++) {
    await page.keyboard.press("Tab");
    if ((await focused(page)).startsWith(name)) return key && page.keyboard.press(key);
  }
  assert.fail(`${name} is not reached with Tab`);
}

test("a machine is made with the keyboard alone, and the focus is where the page goes on", async () => {
  const { page, complaints } = await portal.visit();
  await reach(page, "Take the example tenant", "Enter");
  await page.getByRole("heading", { level: 1, name: "Contoso (example)" }).waitFor();
  assert.match(await focused(page), /^Contoso/);
  await reach(page, "New hosted machine", "Enter");
  await page.getByRole("heading", { level: 1, name: "New hosted machine" }).waitFor();
  await settled(page);
  await reach(page, "Machine name");
  await page.keyboard.type("claims-08");
  await reach(page, "Next: VM image", "Enter");
  assert.equal(await focused(page), "VM image");
  await page.locator(".choice .why").first().waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowDown");
  assert.ok(await page.getByLabel(/^finance-desktop/).isChecked());
  await reach(page, "Next: Network", "Enter");
  assert.equal(await focused(page), "Network connection");
  await reach(page, "Next: Review and create", "Enter");
  assert.equal(await focused(page), "Review and create");
  await page.locator('.summary .badge[data-standing="ready"]').waitFor();
  await reach(page, "Create", "Enter");
  await page.getByRole("heading", { name: "The machine is active" }).waitFor();
  assert.match(await focused(page), /^The machine is active/);
  await reach(page, "Create another", "Enter");
  assert.match(await focused(page), /^New hosted machine/);
  assert.deepEqual(complaints, []);
  await page.context().close();
});

test("what goes away with a key leaves the focus on what is next", async () => {
  const { page } = await portal.example();
  await go(page, "machine/pilot-01");
  await page.getByRole("button", { name: "Restart machine", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.locator('.badge[data-standing="ready"]').waitFor();
  await dialog.getByRole("button", { name: "Restart machine" }).press("Enter");
  await dialog.getByRole("heading", { name: "Restart machine pilot-01: accepted" }).waitFor();
  assert.equal(await focused(page), "Done");
  await page.keyboard.press("Enter");
  await dialog.waitFor({ state: "detached" });
  await page.waitForFunction(() => document.activeElement?.textContent === "Restart machine");
  await go(page, "facts/people/ana");
  await page.getByRole("button", { name: "Take out Power Automate Premium: Plans" }).press("Enter");
  assert.equal(await focused(page), "Plans");
  await go(page, "");
  await page.getByRole("button", { name: "Delete", exact: true }).press("Enter");
  await page.getByRole("button", { name: "Yes, delete it for good" }).press("Enter");
  await page.getByRole("button", { name: "Take the example tenant" }).waitFor();
  assert.notEqual(await focused(page), "nothing");
  await page.context().close();
});

/** How numbers are written, in which language, and how many machines that are; nothing where it is refused. */
const NUMBERS = [
  ["de-DE", "1.234", "1234"], ["de-DE", "1.234.567", "1234567"], ["de-DE", "1,5", undefined], ["de-CH", "1’234", "1234"], ["de-CH", "1'234", "1234"],
  ["fr-FR", "1\u202f234", "1234"], ["fr-FR", "1 234", "1234"], ["fr-FR", "1\u00a0234", "1234"], ["fr-FR", "1.234", undefined], ["fr-FR", "12 34", undefined],
  ["en-IN", "1,00,000", "100000"], ["en-IN", "12,34,567", "1234567"], ["en-IN", "1,0,0", undefined], ["hi-IN", "१,००,०००", "100000", "hi-IN-u-nu-deva"], ["ar-EG", "١٬٢٣٤", "1234"], ["en-GB", "1,00,000", undefined],
];
test("numbers are read as they are written in German, French, Indian and Arabic", async () => {
  for (const locale of new Set(NUMBERS.map(([locale]) => locale))) {
    const { page } = await portal.example({ locale });
    await go(page, "new");
    await page.getByLabel("Machine name").fill("claims-08");
    const review = page.locator(".review div", { hasText: "How many" }).locator("dd span");
    for (const [, text, number] of NUMBERS.filter((row) => row[0] === locale && (row[3] ?? locale) === locale)) {
      await page.locator(".steps").getByRole("button", { name: "Name and description" }).click();
      await page.getByLabel("How many machines").fill(text);
      await page.locator(`.summary .badge${number ? ':not([data-standing="invalid"])' : '[data-standing="invalid"]'}:not([data-standing="loading"])`).waitFor().catch(() => assert.fail(`${locale}: ${text}`));
      await page.locator(".steps").getByRole("button", { name: "Review" }).click();
      assert.equal(await review.textContent(), number ?? "1", `${locale}: ${text}`);
    }
    await page.context().close();
  }
});

test("names as long as they come stand on every page at every width", async () => {
  const long = "x".repeat(400);
  const facts = {
    environments: { [long]: { geography: "europe" } }, people: { [`${long} p`]: { roles: { [long]: ["Environment Maker"] } } }, subscriptions: { [`${long} s`]: {} }, flows: { [`${long} f`]: { environment: long } },
    machines: { [`${long} m`]: { environment: long, creator: `${long} p`, status: "active", image: `${long} i`, network: `${long} n`, group: `${long} g`, shared_with: [{ person: `${long} p`, level: "user" }] } },
    images: { [`${long} i`]: { subscription: `${long} s`, owner: `${long} p`, shared_with: [`${long} p`] } }, networks: { [`${long} n`]: { subscription: `${long} s`, connection: { owner: `${long} p`, shared_with: [`${long} p`] } } },
    groups: { [`${long} g`]: { environment: long, kind: "machines", members: [`${long} m`], creator: `${long} p` } },
  };
  const { page } = await portal.visit();
  await page.locator("input[type=file]").setInputFiles({ name: "long.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify({ version: 1, id: "long", name: long, facts, files: [], past: [] })) });
  await page.getByRole("heading", { level: 1, name: long }).waitFor();
  const name = (letter) => encodeURIComponent(`${long} ${letter}`);
  const faults = [];
  for (const width of [1280, 768, 320]) {
    await page.setViewportSize({ width, height: 900 });
    for (const path of ["", "machines", `machine/${name("m")}`, "new", `images/${name("i")}`, `networks/${name("n")}`, `groups/${name("g")}`, "roles", "licences", "simulation", `facts/people/${name("p")}`, "problems", "actions/share-machine"]) {
      await go(page, path);
      const beside = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      const cut = await page.evaluate(() => [...document.querySelectorAll(":is(main, header, [role=dialog]) :is(input, select, button, textarea, h1, h2, p)")]
        .filter((one) => one.checkVisibility() && !one.closest(".grid, .visually-hidden") && one.getBoundingClientRect().right > document.documentElement.clientWidth + 1).map((one) => one.outerHTML.slice(0, 90)));
      if (beside > 0 || cut.length > 0) faults.push(`${path.slice(0, 12)} at ${width}: ${beside} px beside, ${cut.slice(0, 2).join(" | ")}`);
    }
  }
  assert.deepEqual(faults, []);
  await page.context().close();
});

test("what is half filled in for one tenant is not asked of another", async () => {
  const { page } = await portal.example();
  await page.getByRole("button", { name: "Duplicate" }).click();
  const tenant = page.locator(".picker", { hasText: /^Tenant/ }).locator("select");
  const names = await tenant.locator("option").allTextContents();
  assert.equal(names.length, 2, names.join());
  await go(page, "new");
  await page.getByLabel("Machine name").fill("of the second");
  await tenant.selectOption({ index: 0 });
  await page.waitForFunction(() => document.getElementById("field-name")?.value === "");
  await page.context().close();
});

test("a page that cannot be fetched says so, and is there once it can", async () => {
  const { page } = await portal.example();
  await page.getByLabel("Name of the tenant").fill("Offline");
  await page.context().setOffline(true);
  await go(page, "licences");
  await page.getByRole("heading", { level: 1, name: "This page could not be fetched" }).waitFor();
  await go(page, "");
  await page.getByRole("heading", { level: 1, name: "Offline" }).waitFor();
  await page.context().setOffline(false);
  await go(page, "licences");
  await page.getByText("Each hosted machine takes one unit of capacity").or(page.getByRole("button", { name: "Reload" })).first().waitFor();
  await page.reload();
  await page.getByText("Each hosted machine takes one unit of capacity").waitFor();
  await go(page, "");
  await page.getByRole("heading", { level: 1, name: "Offline" }).waitFor();
  await page.context().close();
});
