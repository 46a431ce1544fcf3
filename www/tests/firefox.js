#!/usr/bin/env node
// Starts Firefox for Playwright, which speaks WebDriver BiDi to it. Firefox ESR lacks a command that Playwright sends for every page: it is answered here.
import { spawn } from "node:child_process";
import { WebSocket, WebSocketServer } from "ws";

/** What the release that Debian packages does not know, and no test here needs. */
const LACKS = new Set(["emulation.setMediaFeaturesOverride"]);
const LISTENING = /WebDriver BiDi listening on (ws:\/\/\S+)/;

const firefox = spawn(process.env.FIREFOX ?? "/usr/bin/firefox-esr", process.argv.slice(2), { stdio: ["ignore", "ignore", "pipe"] });
firefox.once("exit", (code) => process.exit(code ?? 1));
firefox.once("error", ({ message }) => (console.error(message), process.exit(1)));
firefox.stderr.setEncoding("utf8").on("data", (text) => {
  const [, address] = LISTENING.exec(text) ?? [];
  if (!address) return process.stderr.write(text);
  const server = new WebSocketServer({ host: "127.0.0.1", port: 0 });
  server.once("listening", () => console.error(`WebDriver BiDi listening on ws://127.0.0.1:${server.address().port}`));
  server.on("connection", (playwright, { url }) => between(playwright, new WebSocket(`${address}${url}`)));
});

/** Passes everything on, both ways, but for what Firefox lacks. */
function between(playwright, browser) {
  const open = new Promise((resolve) => browser.once("open", resolve));
  playwright.on("message", async (data) => {
    const { id, method } = JSON.parse(data);
    if (LACKS.has(method)) return playwright.send(JSON.stringify({ type: "success", id, result: {} }));
    await open;
    browser.send(`${data}`);
  });
  browser.on("message", (data) => playwright.send(`${data}`));
  browser.on("error", ({ message }) => console.error(message));
  playwright.once("close", () => browser.close());
  browser.once("close", () => playwright.close());
}
