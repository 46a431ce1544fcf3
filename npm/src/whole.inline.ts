/** The entry that holds the module: for tools that do not carry `.wasm` files along. */

import { start, type WholeEngine, type Given, type Source } from "./everything.js";
import { data } from "./data/whole.js";
import { unpacked } from "./load.js";
export * from "./everything.js";
export { init as default };

/** Loads and starts the module, once; from where the caller has it, if that is said. */
export function init(source?: Given<Source | Promise<Source>>): Promise<WholeEngine> {
  return start(source, () => unpacked(data));
}
