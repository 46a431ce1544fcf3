/** The entry for pages and for bundlers that carry `.wasm` files along: the module lies beside it. */

import { start, type Engine, type Given, type Source } from "./small.js";

export * from "./small.js";
export { init as default };

/** Loads and starts the module, once; from where the caller has it, if that is said. */
export function init(source?: Given<Source | Promise<Source>>): Promise<Engine> {
  return start(source, () => new URL("./greenlight_bg.wasm", import.meta.url));
}
