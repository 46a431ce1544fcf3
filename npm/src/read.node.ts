/** Reads a module from beside the scripts, in Node. */

import { readFile } from "node:fs/promises";
import { GreenlightError } from "./errors.js";

/** The module's bytes. */
export function readModule(address: URL): Promise<Uint8Array<ArrayBuffer>> {
  return readFile(address).catch(missing);
}

function missing(cause: NodeJS.ErrnoException): never {
  const help = "bundled for Node, carry the `.wasm` file of the package along, or import `greenlight/inline`, which holds the module";
  throw new GreenlightError("missing", `\`${cause.path}\` cannot be read`, help, cause);
}
