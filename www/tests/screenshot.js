// Writes the picture of the portal that the README shows.
import { fileURLToPath } from "node:url";
import { go, start } from "./browser.js";

const FILE = fileURLToPath(new URL("../../docs/images/portal.png", import.meta.url));

const portal = await start();
const { page } = await portal.example({ viewport: { width: 1280, height: 860 } });
await go(page, "new");
await page.getByLabel("Machine name").fill("claims-08");
await page.locator(".steps").getByRole("button", { name: "VM image" }).click();
await page.locator(".choice .why").first().waitFor();
await page.getByLabel(/^lab-preview/).check();
await page.locator('.summary .badge[data-standing="needs-facts"]').waitFor();
await page.waitForTimeout(1500);
await page.evaluate(() => window.scrollTo(0, 0));
await page.screenshot({ path: FILE });
await portal.stop();
console.log("wrote docs/images/portal.png");
