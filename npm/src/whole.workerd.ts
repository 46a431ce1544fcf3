/** The entry for workerd, where code is compiled beforehand: the module is imported. */

import { start, type WholeEngine, type Given, type Source } from "./everything.js";
import module from "./whole_bg.wasm";
export * from "./everything.js";
export { init as default };

/** Loads and starts the module, once; from where the caller has it, if that is said. */
export function init(source?: Given<Source | Promise<Source>>): Promise<WholeEngine> {
  return start(source, () => module);
}
