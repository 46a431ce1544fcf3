// The portal in a real browser, under its content security policy, with everything the browser complains about.
import { chromium } from "playwright-core";
import { serve } from "../serve.js";

const ARGUMENTS = ["--no-sandbox", "--disable-dev-shm-usage"];

/** Starts the server and the browser. Gives how to open the portal and how to end both. */
export async function start() {
  const server = await serve(0);
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ARGUMENTS });
  const open = async (options = {}) => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "en-GB", ...options });
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    const complaints = [];
    page.on("console", (message) => ["error", "warning"].includes(message.type()) && complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(`${error}`));
    await page.goto(server.address);
    await page.locator('#verdict:not([data-outcome="loading"])').waitFor();
    return { page, complaints };
  };
  const stop = async () => {
    await browser.close();
    await server.stop();
  };
  return { open, stop };
}

/** Fills fields in by their labels: a select by the words of its option, anything else by its text. */
export async function fill(page, values) {
  for (const [label, value] of Object.entries(values)) {
    const control = page.getByLabel(label, { exact: true });
    const select = await control.evaluate((element) => element.localName === "select");
    await (select ? control.selectOption({ label: value }) : control.fill(value));
  }
}

/** A tenant in which a machine on the default image and Microsoft's network can be created. */
export const GOOD = {
  "Judged as of": "2024-02-12",
  "Machine name": "bot-01",
  Image: "Default image",
  "Your role in the environment": "Environment Maker",
  "Your Power Automate plan": "Power Automate Premium",
  "Your licences for Windows, Intune and Entra ID": "All three, with Entra ID P1",
  "Your 90-day self-assisted trial": "Never started",
  "Your Intune licence assigned on": "2023-06-01",
  "Your account": "Enabled",
  "Kind of account": "Work or school",
  Geography: "Europe",
  "Kind of environment": "Production",
  "Hosted machines enabled": "Yes",
  "Version of MicrosoftFlowExtensionsCore": "1.2.4.1",
  "Cross-geo support": "Enabled",
  "Hosted RPA add-ons assigned": "3",
  "Trial add-ons assigned": "0",
  "Hosted machines in it today": "1",
  "Hosted machine groups in it today": "0",
  "Units used by other machines": "0",
  "Default image for everybody": "Yes",
  "Default image shared": "Yes, with you",
  "Country or region": "France",
  "Microsoft cloud": "Public",
  "Microsoft Entra tenant": "Present",
  "Microsoft Intune": "Present",
  "Automatic enrolment in Intune": "Set up",
  "Configuration Manager pushed at once": "No",
  "Enrolment of Windows (MDM), corporate": "Allowed",
  "Enrolment restrictions of your own": "None",
  "Service principal Windows 365": "Present",
  "Service principal Azure Virtual Desktop": "Present",
  "Service principal Azure Virtual Desktop Client": "Present",
  "Service principal Azure Virtual Desktop ARM Provider": "Present",
  "A machine failed for want of one of these": "No",
};
