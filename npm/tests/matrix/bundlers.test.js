// The packed package with every tool that it is said to work with, each as it comes: nothing is configured.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { extname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { browser, file, serve } from "../support.js";

const HERE = fileURLToPath(new URL(".", import.meta.url));
/** Projects stand in here, each with the package installed; tools are found above. */
const WORK = join(HERE, ".work");
const PAGE = '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>wait</title><script type="module" src="/main.js"></script>';
const MAIN = `
  import init from "greenlight";
  import initWhole from "greenlight/whole";
  try {
    const [engine, whole] = [await init(), await initWhole()];
    document.title = [engine.rules().rules.length > 100, whole.roles({}).ok].join();
  } catch (error) {
    document.title = error.message;
  }`;
const GOOD = "true,true";

let chromium;
before(async () => {
  if (!(await readFile(join(HERE, "node_modules/.package-lock.json")).catch(() => undefined))) {
    const { status } = spawnSync("npm", ["ci", "--no-audit", "--no-fund"], { cwd: HERE, stdio: "inherit", shell: process.platform === "win32" });
    assert.equal(status, 0);
  }
  await rm(WORK, { recursive: true, force: true });
  chromium = await browser();
});
after(async () => {
  await chromium?.close();
  await rm(WORK, { recursive: true, force: true });
});

/** A project of these files, with the package installed. */
async function project(name, files) {
  const folder = join(WORK, name);
  await mkdir(join(folder, "node_modules"), { recursive: true });
  await cp(file(""), join(folder, "node_modules/greenlight"), { recursive: true });
  for (const [path, text] of Object.entries({ "package.json": '{"type": "module", "private": true}', ...files })) {
    await mkdir(join(folder, path, ".."), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return folder;
}

async function title(address) {
  const page = await chromium.newPage();
  const faults = [];
  page.on("pageerror", (error) => faults.push(error.message));
  await page.goto(address);
  await page.waitForFunction(() => document.title !== "wait", undefined, { timeout: 60_000 }).catch(() => {});
  const shown = `${faults.join()}${await page.title()}`;
  await page.close();
  return shown;
}

const KINDS = { ".js": "text/javascript", ".wasm": "application/wasm", ".html": "text/html" };

/** The title of what was built into a folder. */
async function built(folder) {
  const { address, end } = await serve(async (path) => {
    const name = path === "/" ? "/index.html" : path;
    const body = await readFile(join(folder, name)).catch(() => undefined);
    return body === undefined ? { status: 404, body: "" } : { body, kind: KINDS[extname(name)] };
  });
  return title(address).finally(end);
}

for (const vite of ["vite5", "vite7", "vite8"]) {
  const entry = () => import(pathToFileURL(join(HERE, "node_modules", vite, "dist/node/index.js")));
  test(`${vite} in development`, async () => {
    const root = await project(`${vite}-dev`, { "index.html": PAGE, "main.js": MAIN });
    const server = await (await entry()).createServer({ root, logLevel: "error", server: { port: 0, host: "127.0.0.1" } });
    await server.listen();
    const shown = await title(server.resolvedUrls.local[0]);
    await server.close();
    assert.equal(shown, GOOD);
  });
  test(`${vite} build`, async () => {
    const root = await project(`${vite}-build`, { "index.html": PAGE, "main.js": MAIN });
    await (await entry()).build({ root, logLevel: "error", build: { target: "es2022" } });
    assert.equal(await built(join(root, "dist")), GOOD);
  });
}

for (const mode of ["development", "production"]) {
  test(`webpack in ${mode}`, async () => {
    const root = await project(`webpack-${mode}`, { "index.html": PAGE, "main.js": MAIN });
    const webpack = createRequire(join(HERE, "x.js"))("webpack");
    const compiler = webpack({ mode, context: root, entry: "./main.js", output: { path: join(root, "dist"), filename: "main.js", publicPath: "/" } });
    const stats = await new Promise((resolve, reject) => compiler.run((error, done) => (error ? reject(error) : resolve(done))));
    assert.equal(stats.hasErrors(), false, stats.toString("errors-only"));
    await cp(join(root, "index.html"), join(root, "dist/index.html"));
    assert.equal(await built(join(root, "dist")), GOOD);
  });
}

test("rollup, which carries no file along, with the module in the script", async () => {
  const inline = MAIN.replace('"greenlight"', '"greenlight/inline"').replace('"greenlight/whole"', '"greenlight/whole/inline"');
  const root = await project("rollup", { "index.html": PAGE, "main.js": inline });
  const { rollup } = await import(pathToFileURL(join(HERE, "node_modules/rollup/dist/es/rollup.js")));
  const { nodeResolve } = await import(pathToFileURL(join(HERE, "node_modules/@rollup/plugin-node-resolve/dist/es/index.js")));
  const bundle = await rollup({ input: join(root, "main.js"), plugins: [nodeResolve({ browser: true })] });
  await bundle.write({ dir: join(root, "dist"), format: "es" });
  await cp(join(root, "index.html"), join(root, "dist/index.html"));
  assert.equal(await built(join(root, "dist")), GOOD);
});

for (const bundler of ["webpack", "turbopack"]) test(`a client component of Next.js, by ${bundler}`, async () => {
  const component = `"use client";
    import { useEffect, useState } from "react";
    import init from "greenlight";
    export default function Page() {
      const [shown, show] = useState("wait");
      useEffect(() => { init().then((engine) => show(String(engine.rules().rules.length > 100)), (error) => show(error.message)); }, []);
      return <><title>{shown}</title>{shown}</>;
    }`;
  const root = await project(`next-${bundler}`, {
    "app/page.jsx": component,
    "app/layout.jsx": "export default function Layout({ children }) { return <html><body>{children}</body></html>; }",
    "next.config.mjs": 'export default { output: "export" };',
  });
  const next = join(HERE, "node_modules/next/dist/bin/next");
  const environment = { ...process.env, NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: "production" };
  const { status, stdout, stderr } = spawnSync(process.execPath, [next, "build", `--${bundler}`], { cwd: root, encoding: "utf8", env: environment });
  assert.equal(status, 0, `${stdout}${stderr}`);
  assert.equal(await built(join(root, "out")), "true");
});

test("workerd", async () => {
  const config = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (services = [(name = "main", worker = .main)], sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")]);
const main :Workerd.Worker = (compatibilityDate = "2026-01-01", modules = [MODULES]);`;
  const root = await project("workerd", {
    "main.js": 'import init from "./greenlight.workerd.js"; export default { async fetch() { const engine = await init(); return new Response(String(engine.rules().rules.length > 100)); } };',
  });
  // What a bundler for workerd makes of an import: the condition's entry, its scripts as they are, and the module.
  const { exports } = JSON.parse(await readFile(file("package.json")));
  assert.equal(exports["."].workerd, "./greenlight.workerd.js");
  const scripts = ["greenlight.workerd.js", "small.js", "binding.js", "errors.js", "load.js", "given.js", "objects.js", "engine.js", "draft.js", "values.js", "glue/greenlight.js"];
  for (const name of [...scripts, "greenlight_bg.wasm"]) await cp(file(name), join(root, name));
  const modules = ["main.js", ...scripts].map((name) => `(name = "${name}", esModule = embed "${name}")`);
  modules.push('(name = "greenlight_bg.wasm", wasm = embed "greenlight_bg.wasm")');
  await writeFile(join(root, "config.capnp"), config.replace("MODULES", modules.join(", ")));
  const { spawn } = await import("node:child_process");
  const server = spawn(join(HERE, "node_modules/workerd/bin/workerd"), ["serve", "config.capnp", "--control-fd=3"], { cwd: root, stdio: ["ignore", "inherit", "inherit", "pipe"] });
  try {
    const port = await new Promise((resolve, reject) => {
      server.stdio[3].on("data", (line) => resolve(JSON.parse(`${line}`.split("\n")[0]).port));
      server.once("exit", () => reject(new Error("workerd ended")));
    });
    assert.equal(await (await fetch(`http://127.0.0.1:${port}/`)).text(), "true");
  } finally {
    server.kill();
  }
});
