// The portal as a person meets it: a verdict that is never stale, choices with reasons, a tenant that is kept.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { readFile } from "node:fs/promises";
import { start, go, settled } from "./browser.js";

let portal;
before(async () => (portal = await start()));
after(() => portal.stop());

/** Does the work as a visitor with the example tenant, and holds that the browser had nothing to complain about. */
function browse(name, work, { visitor = "example", allow = [], ...options } = {}) {
  test(name, async () => {
    const { page, complaints } = await portal[visitor](options);
    await work(page);
    assert.deepEqual(complaints.filter((complaint) => !allow.some((pattern) => pattern.test(complaint))), []);
    await page.context().close();
  });
}

const badge = (page) => page.locator(".summary .badge");
const stands = async (page, standing) => badge(page).and(page.locator(`[data-standing="${standing}"]`)).waitFor();
const step = (page, name) => page.locator(".steps").getByRole("button", { name }).click();

browse("a machine is named, chosen, reviewed, created, and lives", async (page) => {
  await go(page, "new");
  await stands(page, "needs-facts");
  await page.getByLabel("Machine name").fill("claims-08");
  await stands(page, "ready");
  await page.getByLabel("Description").fill("Third wave");
  await step(page, "VM image");
  await page.getByLabel(/^finance-desktop/).check();
  await step(page, "Network");
  await page.getByLabel(/^paris/).check();
  await step(page, "Review and create");
  await stands(page, "ready");
  await page.getByRole("button", { name: "Create", exact: true }).click();
  await page.getByRole("heading", { name: "The machine is active" }).waitFor();
  assert.deepEqual(
    await page.locator(".provisioning li strong").allTextContents(),
    ["Checks", "Capacity", "Network", "Image", "Virtual machine", "Entra join", "Intune enrolment", "Registration", "Active"],
  );
  await go(page, "machine/claims-08");
  await page.getByText("Connected", { exact: true }).waitFor();
  assert.equal(await page.getByLabel("Description").inputValue(), "Third wave");
  await go(page, "licences");
  await page.getByText("4 units taken by hosted machines").waitFor();
});

browse("what is impossible is shown, disabled, with the reason", async (page) => {
  await go(page, "new");
  await step(page, "VM image");
  const legacy = page.locator(".choice", { hasText: "legacy-desktop" });
  await legacy.getByText("generation 1, but hosted machines need generation 2").waitFor();
  assert.ok(await legacy.getByRole("radio").isDisabled());
  await step(page, "Network");
  await page.locator(".choice", { hasText: "berlin" }).getByText("is in germanywestcentral").waitFor();
});

browse("what is not known is a question, answered where it is asked, and never ready before", async (page) => {
  await go(page, "new");
  await page.getByLabel("Machine name").fill("claims-08");
  await step(page, "VM image");
  await page.getByLabel(/^lab-preview/).check();
  await stands(page, "needs-facts");
  const questions = page.locator(".summary .questions").first().locator("> li");
  const before = await questions.count();
  assert.ok(before > 5, `${before} questions`);
  await page.getByLabel("For image lab-preview: whether it is generalized").selectOption({ label: "Yes" });
  await page.waitForFunction((before) => document.querySelectorAll(".summary .questions:first-of-type > li").length < before, before);
  await stands(page, "needs-facts");
});

browse("numbers are read as people write them, or refused, and spoil only their field", async (page) => {
  await go(page, "new");
  await page.getByLabel("Machine name").fill("claims-08");
  const field = page.getByLabel("How many machines");
  for (const [text, standing, says] of [
    ["x", "invalid", "is not a number"], ["0x10", "invalid", "is not a number"], ["1e3", "invalid", "is not a number"], ["-3", "invalid", "below zero"],
    ["1.000", "invalid", "can be read in two ways"], ["2.5", "invalid", "is not whole"], ["99999999999999999999", "invalid", "is too large"],
    ["2", "ready", undefined], ["1,000", "blocked", undefined], ["", "ready", undefined],
  ]) {
    await field.fill(text);
    await stands(page, standing);
    if (says) await page.getByText(says).waitFor();
  }
});

browse("a thousand is written with a point in Germany", async (page) => {
  await go(page, "new");
  await page.getByLabel("Machine name").fill("claims-08");
  await page.getByLabel("How many machines").fill("1.000");
  await stands(page, "blocked");
}, { locale: "de-DE" });

browse("an engine that fails takes the verdict with it", async (page) => {
  await go(page, "new");
  await page.getByLabel("Machine name").fill("claims-08");
  await stands(page, "ready");
  await page.evaluate(() => {
    TextDecoder.prototype.decode = () => {
      throw new Error("broken on purpose");
    };
  });
  await page.getByLabel("Machine name").fill("claims-09");
  await stands(page, "failed");
  assert.equal(await page.locator(".summary").getByText("Ready", { exact: true }).count(), 0);
  await page.locator(".summary").getByText("the engine failed").waitFor();
});

browse("an engine that is slow is asked beside the page after that", async (page) => {
  await go(page, "new");
  const name = page.getByLabel("Machine name");
  await name.fill("claims-08");
  await stands(page, "ready");
  await page.evaluate(() => {
    const { decode } = TextDecoder.prototype;
    globalThis.calls_ = 0;
    TextDecoder.prototype.decode = function (...given) {
      globalThis.calls_++;
      for (const until = performance.now() + 150; performance.now() < until; );
      return decode.apply(this, given);
    };
  });
  for (const letter of "abcd") await name.press(letter);
  const before = await page.evaluate(() => globalThis.calls_);
  for (const letter of "efgh") await name.press(letter);
  await stands(page, "ready");
  assert.equal(await page.evaluate(() => globalThis.calls_), before);
});

browse("nothing is submitted natively, and opened details stay open while typing", async (page) => {
  await go(page, "new");
  const name = page.getByLabel("Machine name");
  await name.fill("claims-08");
  await page.locator(".summary .more summary").first().click();
  await name.press("Enter");
  await name.fill("claims-081");
  assert.ok(await page.locator(".summary .more").first().evaluate((details) => details.open));
  assert.equal(new URL(page.url()).search, "");
});

browse("the error summary takes the focus and leads to the field", async (page) => {
  await go(page, "new");
  await step(page, "Review and create");
  await page.getByRole("button", { name: "Create", exact: true }).click();
  const summary = page.locator(".error-summary");
  await summary.waitFor();
  assert.ok(await summary.evaluate((box) => box === document.activeElement));
  await page.locator(".summary").getByRole("link", { name: "Name" }).first().click();
  await page.waitForFunction(() => document.activeElement?.id === "field-name");
});

browse("the hand-over has findings and questions, with who and how", async (page) => {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await go(page, "facts");
  await page.getByLabel("Service principals: Windows 365").selectOption({ label: "Absent" });
  await page.getByLabel("Failed for service principal").selectOption({ label: "Yes" });
  await page.getByLabel("Intune: state").selectOption({ label: "Not known" });
  await go(page, "new");
  await page.getByLabel("Machine name").fill("claims-08");
  await stands(page, "blocked");
  await page.getByRole("button", { name: "Copy hand-over" }).click();
  await page.getByRole("button", { name: "Copied" }).waitFor();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(text, /^Create machine as ana: blocked/);
  assert.match(text, /To mend:\n1\. .*\n {3}Who: .*/);
  assert.match(text, /az ad sp create --id 0af06dc6-e4b5-4f28-818e-e78e62d137a5/);
  assert.match(text, /To find out:\n1\. .*intune/);
});

browse("sharing needs a person, changes the tenant, and can be taken back", async (page) => {
  await go(page, "machine/pilot-02");
  await page.getByRole("button", { name: "Manage access" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Share machine" }).click();
  await dialog.getByText("Error: Person is not chosen").waitFor();
  await dialog.getByLabel("Person").selectOption({ label: "ben" });
  await dialog.locator('.badge[data-standing="ready"]').waitFor();
  await dialog.getByRole("button", { name: "Share machine" }).click();
  await dialog.getByText("nobody → ben (user)").waitFor();
  await dialog.getByRole("button", { name: "Done" }).click();
  await page.getByRole("button", { name: "Take away: ben" }).waitFor();
});

browse("acting as somebody else changes what is allowed, and says why", async (page) => {
  await go(page, "roles");
  await page.getByText("What ana may do").waitFor();
  await page.locator(".pill", { hasText: "carla" }).click();
  await page.getByText("What carla may do").waitFor();
  const row = page.locator(".can li", { hasText: "Create machine" }).first();
  await row.getByText("No", { exact: true }).waitFor();
  await row.getByText("The least that would change it").waitFor();
  assert.match(await row.innerText(), /Assign carla the role Desktop Flows Machine Owner in environment finance \(an environment administrator\)/);
  await go(page, "new");
  await page.getByLabel("Machine name").fill("claims-08");
  await stands(page, "blocked");
});

browse("who is refused is told what could be granted, by whom, wherever they are refused", async (page) => {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  const shared = /Share machine pilot-01 with carla as co-owner \(the machine's creator, or a co-owner, or an environment administrator\)/;
  await page.getByLabel("Acting as").selectOption("carla");
  await go(page, "machine/pilot-01");
  const row = page.locator(".can li", { hasText: "Restart" });
  await row.getByText("would be met by one of these").waitFor();
  assert.match(await row.innerText(), shared);
  // A share is of no use to who opens it, which only the creator may.
  const opening = page.locator(".can li", { hasText: "Open in browser" });
  assert.match(await opening.innerText(), /only its creator ana can/);
  assert.doesNotMatch(await opening.innerText(), shared);
  await page.getByRole("button", { name: "Restart machine", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("heading", { name: "What could be granted" }).waitFor();
  assert.match(await dialog.innerText(), shared);
  await dialog.getByRole("combobox", { name: "Machine", exact: true }).selectOption({ label: "lab-01" });
  await dialog.locator('.badge:not([data-standing="blocked"])').waitFor();
  assert.equal(await dialog.locator(".grants").count(), 0);
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await go(page, "new");
  await page.getByLabel("Machine name").fill("claims-08");
  await page.locator(".summary .grants").getByText("3 other ways").waitFor();
  await page.getByRole("button", { name: "Copy hand-over" }).click();
  await page.getByRole("button", { name: "Copied" }).waitFor();
  assert.match(await page.evaluate(() => navigator.clipboard.readText()), /What could be granted:\nPRE011, ROL001 would be met by one of these:\n {3}- assign `carla` the role/);
});

browse("where nobody acts that is asked first, and nothing is changed", async (page) => {
  await page.getByRole("button", { name: "Begin with an empty tenant" }).click();
  const missing = page.locator(".card", { hasText: "What is missing" });
  await missing.getByRole("textbox", { name: "Who acts" }).waitFor();
  await go(page, "simulation");
  assert.doesNotMatch(await page.getByLabel("Scenario beside the facts").inputValue(), /"actor"|"environment"/);
  await page.getByRole("textbox", { name: "Who acts" }).waitFor();
  await go(page, "new");
  await stands(page, "needs-facts");
  const first = page.locator(".summary .questions > li").first();
  await first.getByRole("textbox", { name: "Who acts" }).waitFor();
  await go(page, "actions/request-capacity");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Request capacity", exact: true }).click();
  await dialog.locator(".error-summary").getByRole("link", { name: "Who acts is not known" }).click();
  await page.waitForFunction(() => document.activeElement?.id === "field-actor");
  await page.keyboard.type("ana");
  await page.keyboard.press("Enter");
  await dialog.getByText("Asked for by ana").waitFor();
  await dialog.getByRole("textbox", { name: "Who acts" }).waitFor({ state: "detached" });
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await go(page, "new");
  await page.locator(".summary").getByLabel("Environment", { exact: true }).fill("prod");
  await page.getByRole("button", { name: "Add: Environment" }).click();
  await page.getByText("For ana in prod").waitFor();
  await go(page, "roles");
  await page.getByText("What ana may do").waitFor();
  await go(page, "simulation");
  assert.match(await page.getByLabel("Scenario beside the facts").inputValue(), /"actor": "ana"[^]*"environment": "prod"/);
}, { visitor: "visit" });

browse("what a report says of itself is shown: an old rulebook, old facts, somebody's word", async (page) => {
  const { facts, ...rest } = JSON.parse(await readFile(new URL("../src/tenant/example.json", import.meta.url), "utf8"));
  facts.people.ana.plans = { items: ["power-automate-premium"], attested: { by: "the licence desk", on: "2024-02-01" } };
  facts.networks.paris.subnet.free = { value: 20, observed_at: "2023-02-01T00:00:00Z" };
  await page.locator("input[type=file]").setInputFiles({ name: "aged.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify({ ...rest, id: "aged", name: "Aged", facts })) });
  await page.getByRole("heading", { level: 1, name: "Aged" }).waitFor();
  await go(page, "new");
  await page.getByLabel("Machine name").fill("claims-08");
  await step(page, "Network");
  await page.getByLabel(/^paris/).check();
  const summary = page.locator(".summary");
  await summary.getByText("fact is old").waitFor();
  await summary.getByText(/rests on somebody's word/).click();
  await summary.getByText("the licence desk, 2024-02-01").waitFor();
  await go(page, "");
  await page.getByLabel("Judged as of").fill("2026-11-01");
  await page.getByText("Microsoft may have changed it since").waitFor();
}, { visitor: "visit" });

browse("a day is the one that the visitor's calendar shows", async (page) => {
  await page.clock.setFixedTime(new Date("2026-11-30T20:30:00Z"));
  await page.getByRole("button", { name: "Begin with an empty tenant" }).click();
  assert.equal(await page.getByLabel("Judged as of").inputValue(), "2026-12-01");
}, { visitor: "visit", timezoneId: "Pacific/Auckland" });

browse("what the engine refuses is told with names set apart, and where it stands", async (page) => {
  await go(page, "simulation");
  await page.getByLabel("Scenario beside the facts").fill('{"horizon": "soon"}');
  await page.getByRole("button", { name: "Run", exact: true }).click();
  const told = page.getByRole("alert");
  await told.locator("code", { hasText: "/horizon" }).waitFor();
  assert.doesNotMatch(await told.innerText(), /`/);
});

browse("how many flows run is said only where it is known", async (page) => {
  await go(page, "machines");
  const column = (await page.locator(".grid thead th").allTextContents()).indexOf("Flows running");
  const rows = await page.locator(".grid tbody tr").evaluateAll((rows, column) => rows.map((row) => [row.children[0].textContent, row.children[column].textContent]), column);
  assert.deepEqual(rows, [["pilot-01", "Not known"], ["pilot-02", "0"], ["claims-07", "0"], ["desk-07 standard", "Not known"]]);
});

browse("a simulation runs in a worker, shows what came of it, and can be ended", async (page) => {
  await go(page, "simulation");
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await page.getByText("Time until a machine could be used").waitFor();
  await page.getByText("60 of 60 became active").waitFor();
  assert.equal(await page.getByText("Over 20 replicates together.").count(), 2);
  await page.getByText("As it went in replicate 0, one of 20").waitFor();
  await page.getByLabel("Replicates").fill("10000");
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByText("The simulation was cancelled").waitFor();
  await page.getByLabel("Scenario beside the facts").fill("{");
  await page.getByText("this is not JSON").waitFor();
});

browse("an error code, or a message that holds one, is explained", async (page) => {
  await go(page, "problems");
  await page.getByLabel("Error code, number").fill("endpointCheckFailed");
  await page.getByText("Let the required addresses of Windows 365 through").waitFor();
  assert.equal(await page.getByRole("link", { name: "NET024" }).getAttribute("href"), "#/rulebook/NET024");
  await page.getByLabel("Error code, number").fill("nothing of the kind");
  await page.getByText("is not known to this rulebook").waitFor();
});

browse("the list of rules stands on the screen whole", async (page) => {
  await go(page, "rulebook");
  await page.getByText("232 rules").or(page.getByText(/^\d+ rules$/)).first().waitFor();
  assert.deepEqual(await page.locator(".grid").first().evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth), 0);
});

browse("rules are found by the words that stand in their list", async (page) => {
  await go(page, "rulebook");
  for (const words of ["LIC005", "unattended add-ons", "licences and capacity"]) {
    await page.getByLabel("Filter by code, name, area or page").fill(words);
    await page.getByRole("row", { name: /LIC005 Environment has unattended add-ons/ }).waitFor();
    await page.getByRole("status").getByText(" of ").waitFor();
  }
});

browse("a tenant survives a reload, is exported, copied and deleted", async (page) => {
  await page.getByLabel("Name of the tenant").fill("Contoso again");
  await page.waitForTimeout(400);
  await page.reload();
  await page.getByRole("heading", { level: 1, name: "Contoso again" }).waitFor();
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Export" }).click()]);
  assert.equal(file.suggestedFilename(), "Contoso again.json");
  const exported = await file.path();
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await page.getByRole("button", { name: "Yes, delete it for good" }).click();
  await page.getByRole("button", { name: "Take the example tenant" }).waitFor();
  await page.locator("input[type=file]").setInputFiles(exported);
  await page.getByRole("heading", { level: 1, name: "Contoso again" }).waitFor();
});

browse("a link carries a tenant without its names, and one made by hand is refused", async (page) => {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.getByRole("button", { name: "Share by link" }).click();
  await page.getByText("The link is copied").waitFor();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  assert.ok(link.length < 8192);
  await page.evaluate((link) => void (location.href = link), link);
  await page.getByRole("button", { name: "Take it" }).click();
  await page.getByRole("heading", { level: 1, name: "Shared tenant" }).waitFor();
  await go(page, "machines");
  const shown = await page.locator("main").innerText();
  assert.match(shown, /machine-1/);
  assert.doesNotMatch(shown, /pilot|ana\b/);
  await go(page, "share/abcdefgh");
  await page.getByText("nothing was read from it").waitFor();
});

browse("a place that does not exist, and a machine that is gone, are said", async (page) => {
  await go(page, "nowhere");
  await page.getByRole("heading", { name: "There is no such page" }).waitFor();
  await go(page, "machine/%E0%A4%A");
  await page.getByText("There is no hosted machine of this name").waitFor();
});

browse("without a tenant every page says how to begin", async (page) => {
  for (const path of ["machines", "new", "licences", "roles"]) {
    await go(page, path);
    await page.getByText("No tenant is open yet").waitFor();
  }
  await settled(page);
}, { visitor: "visit" });
