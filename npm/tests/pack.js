/** Packs the package and puts it where the tests find it as any program does: they see what is given out, and nothing else. */

import { spawnSync } from "node:child_process";
import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const at = (place) => fileURLToPath(new URL(place, import.meta.url));
const packed = at("../node_modules/.packed");

await rm(packed, { recursive: true, force: true });
await mkdir(packed, { recursive: true });
run("npm", ["pack", "--silent", "--pack-destination", packed], at("../../www/pkg"));
const [tarball] = await readdir(packed);
await rename(`${packed}/${tarball}`, `${packed}/greenlight.tgz`);
run("tar", ["-xzf", "greenlight.tgz"], packed);
await rm(at("../node_modules/greenlight"), { recursive: true, force: true });
await rename(`${packed}/package`, at("../node_modules/greenlight"));

function run(program, given, cwd) {
  const { status, stderr, error } = spawnSync(program, given, { cwd, encoding: "utf8", shell: process.platform === "win32" });
  if (status !== 0) throw new Error(`${program} failed: ${error ?? stderr}`);
}
