/** The entry that holds the module: for tools that do not carry `.wasm` files along. */

import { start, type Engine, type Given, type Source } from "./small.js";
import { data } from "./data/greenlight.js";
import { unpacked } from "./load.js";
export * from "./small.js";
export { init as default };

/** Loads and starts the module, once; from where the caller has it, if that is said. */
export function init(source?: Given<Source | Promise<Source>>): Promise<Engine> {
  return start(source, () => unpacked(data));
}
