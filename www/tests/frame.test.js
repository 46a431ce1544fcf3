// The portal inside another page: only where its server names that page's origin.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { serve } from "../serve.js";
import { start } from "./browser.js";

let portal;
let outer;
let framed;
before(async () => {
  portal = await start();
  outer = createServer((request, response) => {
    const shown = new URL(request.url, "http://localhost").searchParams.get("portal") ?? "";
    response.writeHead(200, { "Content-Type": "text/html", "Content-Security-Policy": `default-src 'none'; img-src data:; frame-src ${shown}` });
    response.end(`<!doctype html><link rel="icon" href="data:,"><iframe src="${shown}#/new" title="Portal" width="1000" height="700"></iframe>`);
  });
  await new Promise((resolve) => outer.listen(0, "127.0.0.1", resolve));
  framed = await serve(0, [address()]);
});
after(async () => {
  outer.close();
  outer.closeAllConnections();
  await framed.stop();
  await portal.stop();
});
const address = () => `http://127.0.0.1:${outer.address().port}`;

test("a page that is named shows the portal in a frame, and it works there", async () => {
  const { page, complaints } = await portal.visit();
  await page.goto(`${address()}/?portal=${framed.address}`);
  const inside = page.frameLocator("iframe");
  await inside.getByText("No tenant is open yet").waitFor();
  await inside.getByRole("link", { name: "Start", exact: true }).click();
  await inside.getByRole("button", { name: "Take the example tenant" }).click();
  await inside.getByRole("link", { name: "Machines", exact: true }).click();
  await inside.getByRole("link", { name: "New hosted machine" }).click();
  await inside.getByLabel("Machine name").fill("claims-08");
  await inside.locator('.summary .badge[data-standing="ready"]').waitFor();
  assert.deepEqual(complaints, []);
  await page.context().close();
});

test("any other page does not", async () => {
  const { page, complaints } = await portal.visit();
  await page.goto(`${address()}/?portal=${portal.address}`);
  for (let wait = 0; wait < 100 && complaints.length === 0; wait++) await page.waitForTimeout(100);
  assert.match(complaints.join(), /frame-ancestors 'none'/);
  await page.context().close();
});
