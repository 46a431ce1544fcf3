// How the portal is built: into a folder of static files, each beside its compressed form.
import { readdir, readFile, writeFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { defineConfig } from "vite";
import { META_POLICY } from "./policy.js";

const file = (name) => fileURLToPath(new URL(name, import.meta.url));
const COMPRESSED = new Set([".css", ".html", ".js", ".json", ".svg", ".wasm"]);

/** Writes the policy into the document, so that it holds on hosts that send no headers. */
const policy = {
  name: "policy",
  apply: "build",
  transformIndexHtml: {
    // Ahead of the scripts and styles that the build adds, which it would not hold for otherwise.
    order: "post",
    handler: (html) => html.replace("<meta name=\"policy\">", `<meta http-equiv="Content-Security-Policy" content="${META_POLICY}">`),
  },
};

/** Writes a `.br` and a `.gz` beside every file that shrinks. */
const compressed = {
  name: "compressed",
  apply: "build",
  async closeBundle() {
    for (const entry of await readdir(file("dist"), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !COMPRESSED.has(extname(entry.name))) continue;
      const path = join(entry.parentPath, entry.name);
      const bytes = await readFile(path);
      const quality = { [constants.BROTLI_PARAM_QUALITY]: bytes.length > 500_000 ? 9 : 11 };
      await writeFile(`${path}.br`, brotliCompressSync(bytes, { params: quality }));
      await writeFile(`${path}.gz`, gzipSync(bytes, { level: 9 }));
    }
  },
};

/** Fluent UI marks its files for servers that render; this page has none. */
function onwarn(warning, warn) {
  if (warning.code !== "MODULE_LEVEL_DIRECTIVE") warn(warning);
}

export default defineConfig({
  base: "./",
  plugins: [policy, compressed],
  resolve: {
    alias: [
      { find: /^greenlight\/whole$/, replacement: file("pkg/whole.js") },
      { find: /^greenlight$/, replacement: file("pkg/greenlight.js") },
      { find: /^greenlight\/fields\.json$/, replacement: file("pkg/fields.json") },
      { find: /^greenlight\/printable$/, replacement: file("pkg/printable.js") },
      { find: /^shown\/(jsx-(?:dev-)?runtime)$/, replacement: file("src/shown/$1.ts") },
    ],
  },
  worker: { format: "es" },
  build: { target: "es2022", assetsInlineLimit: 0, modulePreload: { polyfill: false }, chunkSizeWarningLimit: 900, reportCompressedSize: false, rollupOptions: { onwarn } },
  server: { fs: { allow: [file("..")] } },
});
