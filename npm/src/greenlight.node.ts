/** The entry for Node: the module is read from beside it. */

import { start, type Engine, type Given, type Source } from "./small.js";
import { readModule } from "./read.node.js";
export * from "./small.js";
export { init as default };

/** Loads and starts the module, once; from where the caller has it, if that is said. */
export function init(source?: Given<Source | Promise<Source>>): Promise<Engine> {
  return start(source, () => readModule(new URL("./greenlight_bg.wasm", import.meta.url)));
}
