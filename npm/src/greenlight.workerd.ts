/** The entry for workerd, where code is compiled beforehand: the module is imported. */

import { start, type Engine, type Given, type Source } from "./small.js";
import module from "./greenlight_bg.wasm";
export * from "./small.js";
export { init as default };

/** Loads and starts the module, once; from where the caller has it, if that is said. */
export function init(source?: Given<Source | Promise<Source>>): Promise<Engine> {
  return start(source, () => module);
}
