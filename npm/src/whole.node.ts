/** The entry for Node: the module is read from beside it. */

import { start, type WholeEngine, type Given, type Source } from "./everything.js";
import { readFile } from "node:fs/promises";
import { GreenlightError } from "./errors.js";
export * from "./everything.js";
export { init as default };

/** Loads and starts the module, once; from where the caller has it, if that is said. */
export function init(source?: Given<Source | Promise<Source>>): Promise<WholeEngine> {
  return start(source, () => readFile(new URL("./whole_bg.wasm", import.meta.url)).catch(missing));
}

function missing(cause: NodeJS.ErrnoException): never {
  const help = "bundled for Node, carry the `.wasm` file of the package along, or import `greenlight/inline`, which holds the module";
  throw new GreenlightError("missing", `\`${cause.path}\` cannot be read`, help, cause);
}
