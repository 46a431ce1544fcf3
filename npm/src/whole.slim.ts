/** The entry without a module: for one's own bytes, address or `WebAssembly.Module`. */

import { start, type WholeEngine, type Given, type Source } from "./everything.js";

export * from "./everything.js";
export { init as default };

/** Loads and starts the module, once, from where the caller has it. */
export function init(source: Given<Source | Promise<Source>>): Promise<WholeEngine> {
  return start(source, () => Promise.reject(new TypeError("`init` of this entry takes an address, bytes or a module")));
}
