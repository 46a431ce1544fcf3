// Serves the built portal on this machine: under the policy it is meant for, compressed, and cached where names say what is in them.
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { policyFor } from "./policy.js";

const ROOT = fileURLToPath(new URL("dist/", import.meta.url));
const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};
const ENCODINGS = [["br", ".br"], ["gzip", ".gz"]];

/** Starts the server on this machine alone; port 0 takes a free one. Pages of the origins named may show the portal in a frame. Gives its address
 * and how to stop it. */
export async function serve(port, ancestors = []) {
  const policy = policyFor(ancestors);
  const server = createServer((request, response) => {
    response.setHeader("Content-Security-Policy", policy);
    answer(request, response).catch(() => refuse(response, 500, "the server failed"));
  });
  await new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const stop = () => new Promise((resolve) => (server.close(resolve), server.closeAllConnections()));
  return { address: `http://127.0.0.1:${server.address().port}/`, stop };
}

async function answer(request, response) {
  if (!["GET", "HEAD"].includes(request.method)) return refuse(response, 405, "only GET and HEAD");
  const file = publicFile(request.url);
  const found = file !== undefined && (await stat(file).catch(() => undefined))?.isFile();
  if (!found) return refuse(response, 404, "not found");
  const [encoding, body] = await compressed(file, request.headers["accept-encoding"] ?? "");
  const { size } = await stat(body);
  response.writeHead(200, {
    // The build names what lies in `assets` by its content; the document must be asked for again.
    "Cache-Control": file.startsWith(join(ROOT, "assets") + sep) ? "public, max-age=31536000, immutable" : "no-cache",
    "Content-Length": size,
    "Content-Type": TYPES[extname(file)] ?? "application/octet-stream",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    Vary: "Accept-Encoding",
    "X-Content-Type-Options": "nosniff",
    ...(encoding ? { "Content-Encoding": encoding } : {}),
  });
  if (request.method === "HEAD") return response.end();
  createReadStream(body).on("error", () => response.destroy()).pipe(response);
}

function refuse(response, status, why) {
  if (response.headersSent) return response.destroy();
  response.writeHead(status, { "Content-Type": "text/plain; charset=utf-8", "X-Content-Type-Options": "nosniff" }).end(`${why}\n`);
}

/** The form of a file that the browser takes, and where it lies. */
async function compressed(file, accepted) {
  const words = accepted.split(",").map((word) => word.trim().toLowerCase()).filter((word) => !/;\s*q=0(\.0*)?$/.test(word)).map((word) => word.split(";")[0]);
  for (const [encoding, extension] of ENCODINGS) {
    if (words.includes(encoding) && (await stat(file + extension).catch(() => undefined))?.isFile()) return [encoding, file + extension];
  }
  return [undefined, file];
}

/** The file behind whatever stands in the request line, if it is one of the build's own. */
function publicFile(target) {
  let path;
  try {
    path = decodeURIComponent(new URL(target, "http://localhost").pathname);
  } catch {
    return undefined;
  }
  if (path.includes("\0") || path.includes("\\")) return undefined;
  const file = join(ROOT, path === "/" ? "index.html" : path);
  return file.startsWith(ROOT) && extname(file) in TYPES ? file : undefined;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [port = 8046, ...ancestors] = process.argv.slice(2);
  const { address } = await serve(Number(port), ancestors);
  console.log(`the portal is at ${address} (Ctrl-C stops it)`);
}
