/** The entry for Node: the module is read from beside it. */

import { start, type WholeEngine, type Given, type Source } from "./everything.js";
import { readModule } from "./read.node.js";
export * from "./everything.js";
export { init as default };

/** Loads and starts the module, once; from where the caller has it, if that is said. */
export function init(source?: Given<Source | Promise<Source>>): Promise<WholeEngine> {
  return start(source, () => readModule(new URL("./whole_bg.wasm", import.meta.url)));
}
