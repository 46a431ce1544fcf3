/** What several tests use: a case, a server, a browser, a program of its own. */

import { spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium, firefox } from "playwright-core";

/** A case in which everything is known and right. */
export const golden = JSON.parse(await readFile(new URL("../../core/src/rules/golden.json", import.meta.url)));

/** The file of the installed package. */
export const file = (name) => fileURLToPath(new URL(`../node_modules/greenlight/${name}`, import.meta.url));

/** A fresh copy, to be changed. */
export const copy = (value = golden) => structuredClone(value);

const KINDS = { ".js": "text/javascript", ".json": "application/json", ".wasm": "application/wasm", ".html": "text/html" };

/** Serves pages from `answer(path)`, which gives `{status, body, kind, headers}`, and the installed package under `/greenlight/`, with these
 * headers. */
export async function serve(answer, beside = {}) {
  const server = createServer(async (request, response) => {
    const path = new URL(request.url, "http://localhost").pathname;
    const own = await answer(path);
    const { status = 200, body, kind, headers = beside } = own ?? (await installed(path));
    if (status === 0) return void request.socket.destroy();
    response.writeHead(status, { "Content-Type": kind ?? "text/plain", ...headers }).end(body);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const end = () => new Promise((resolve) => (server.close(resolve), server.closeAllConnections()));
  return { address: `http://127.0.0.1:${server.address().port}`, end };
}

async function installed(path) {
  if (!path.startsWith("/greenlight/")) return { status: 404, body: "not found" };
  const body = await readFile(file(path.slice("/greenlight/".length))).catch(() => undefined);
  return body === undefined ? { status: 404, body: "not found" } : { body, kind: KINDS[extname(path)] };
}

/** How each browser is started: Debian's, or the one that is named. What starts Firefox lies among the portal's tests. */
const BROWSERS = {
  chromium: () => chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-dev-shm-usage"] }),
  firefox: () => firefox.launch({ channel: "moz-firefox", executablePath: fileURLToPath(new URL("../../www/tests/firefox.js", import.meta.url)) }),
};

/** Starts a browser. */
export const browser = (name = "chromium") => BROWSERS[name]();

/** Runs a program of this text beside the tests, in Node; gives what it printed. */
export function program(text, ...flags) {
  const cwd = fileURLToPath(new URL("..", import.meta.url));
  const given = ["--input-type=module", ...flags];
  const { status, stdout, stderr } = spawnSync(process.execPath, given, { cwd, input: text, encoding: "utf8" });
  return { status, stdout, stderr };
}
