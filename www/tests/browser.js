// The built portal in a real browser, under its policy, with everything the browser complains about.
import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { chromium, firefox } from "playwright-core";
import { serve } from "../serve.js";

/** How each browser is started: Debian's, or the one that is named. */
const BROWSERS = {
  chromium: () => chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-dev-shm-usage"] }),
  firefox: () => firefox.launch({ channel: "moz-firefox", executablePath: fileURLToPath(new URL("firefox.js", import.meta.url)) }),
};
/** Where pictures of every page are kept. */
export const SHOTS = fileURLToPath(new URL("../shots/", import.meta.url));

/** Starts the server and a browser. Gives how to open the portal and how to end both. */
export async function start(name = "chromium") {
  await mkdir(SHOTS, { recursive: true });
  const server = await serve(0);
  const browser = await BROWSERS[name]();

  /** A visitor of their own: nothing is stored yet. */
  const visit = async (options = {}) => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "en-GB", reducedMotion: "reduce", ...options });
    const complaints = [];
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    page.on("console", (message) => ["error", "warning"].includes(message.type()) && complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(`${error}`));
    await page.goto(server.address);
    await page.getByRole("heading", { level: 1 }).waitFor();
    return { page, complaints };
  };
  /** A visitor who took the example tenant. */
  const example = async (options) => {
    const visitor = await visit(options);
    await visitor.page.getByRole("button", { name: "Take the example tenant" }).click();
    await visitor.page.getByRole("heading", { level: 1, name: "Contoso (example)" }).waitFor();
    return visitor;
  };
  const stop = async () => {
    await browser.close();
    await server.stop();
  };
  return { address: server.address, visit, example, stop };
}

/** Goes to a page of the portal, and waits until nothing is being computed. */
export async function go(page, path) {
  await page.evaluate((hash) => void (location.hash = hash), `#/${path}`);
  await settled(page);
}

/** Waits until the page shows what it is going to show. */
export async function settled(page) {
  await page.locator("main h1").first().waitFor();
  await page.waitForFunction(() => document.querySelector("main .fui-Spinner") === null);
}
