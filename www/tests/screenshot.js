// Writes the picture of the portal that the README shows.
import { fileURLToPath } from "node:url";
import { GOOD, fill, start } from "./page.js";

const FILE = fileURLToPath(new URL("../../docs/images/portal.png", import.meta.url));

const portal = await start();
const { page } = await portal.open({ viewport: { width: 1200, height: 860 } });
await fill(page, {
  ...GOOD,
  "Your Power Automate plan": "Another, or none",
  "Service principal Windows 365": "Missing",
  "Microsoft Intune": "Not known",
});
await page.getByRole("button", { name: "Review" }).click();
await page.evaluate(() => window.scrollTo(0, 0));
await page.screenshot({ path: FILE });
await portal.stop();
console.log("wrote docs/images/portal.png");
