/** What the package says of itself: its entries, and which of them a tool gets without being configured. */

/** The modules: what a form needs, small; and everything, fast. */
export const MODULES = [
  { name: "greenlight", at: "." },
  { name: "whole", at: "./whole" },
];

/** What is copied as it lies in the repository, and how it is imported where it is. */
export const COPIED = [
  { from: "npm/README.md", to: "README.md" },
  { from: "LICENSE-MIT", to: "LICENSE-MIT" },
  { from: "LICENSE-APACHE", to: "LICENSE-APACHE" },
  { from: "docs/rules/pages.json", to: "pages.json", entry: "./pages.json" },
  { from: "docs/messages.json", to: "messages.json", entry: "./messages.json" },
  { from: "docs/fields.json", to: "fields.json", entry: "./fields.json" },
  { from: "schemas", to: "schemas", entry: "./schemas/*.json" },
];

/** A script that is run for what it does; all others do nothing by being imported. */
const SCRIPT = "worker-script";

/** Entries that hold no module, and take the engine, a form or a text from the caller. */
const PLAIN = {
  "./form": "form",
  "./react": "react",
  "./react-hook-form": "react-hook-form",
  "./element": "element",
  "./standard-schema": "standard",
  "./printable": "printable",
  "./messages": "messages",
};

/** Tools that do not carry `.wasm` files along take `browser` where there is one, so there is none: what a tool does not say gets the module
 * inlined. */
function conditions(name) {
  return {
    types: `./${name}.d.ts`,
    ...(name === "worker" ? {} : { workerd: `./${name}.workerd.js` }),
    node: `./${name}.node.js`,
    webpack: `./${name}.js`,
    production: `./${name}.js`,
    development: `./${name}.inline.js`,
    default: `./${name}.inline.js`,
  };
}

const typed = (name) => ({ types: `./${name}.d.ts`, default: `./${name}.js` });

/** The manifest of the package of this version. */
export function manifest(version) {
  const exports = {};
  for (const { name, at } of MODULES) {
    exports[at] = conditions(name);
    for (const kind of ["inline", "slim"]) exports[`${at}/${kind}`.replace("././", "./")] = typed(`${name}.${kind}`);
    exports[`./${name}_bg.wasm`] = { types: `./${name}_bg.wasm.d.ts`, default: `./${name}_bg.wasm` };
  }
  exports["./worker"] = conditions("worker");
  exports["./worker/inline"] = typed("worker.inline");
  exports[`./${SCRIPT}`] = typed(SCRIPT);
  for (const [at, name] of Object.entries(PLAIN)) exports[at] = typed(name);
  for (const entry of ["./package.json", ...COPIED.flatMap(({ entry }) => entry ?? [])]) exports[entry] = entry;
  return {
    name: "greenlight",
    description: "Whether a Power Automate hosted machine can be created and used, why not, and what to change",
    version,
    keywords: ["power-automate", "power-platform", "rpa", "hosted-machine", "validation", "simulation", "webassembly"],
    license: "MIT OR Apache-2.0",
    type: "module",
    engines: { node: ">=20" },
    sideEffects: [`./${SCRIPT}.js`],
    exports,
    peerDependencies: { react: ">=18" },
    peerDependenciesMeta: { react: { optional: true } },
    files: ["*.js", "*.d.ts", "*.wasm", "data", "glue", ...COPIED.map(({ to }) => to)],
  };
}
