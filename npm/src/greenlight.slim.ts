/** The entry without a module: for one's own bytes, address or `WebAssembly.Module`. */

import { start, type Engine, type Given, type Source } from "./small.js";

export * from "./small.js";
export { init as default };

/** Loads and starts the module, once, from where the caller has it. */
export function init(source: Given<Source | Promise<Source>>): Promise<Engine> {
  return start(source, () => Promise.reject(new TypeError("`init` of this entry takes an address, bytes or a module")));
}
