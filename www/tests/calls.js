// The calls that the importer knows, read out of the core's own table: the portal's list is held against it.
import { readFile, readdir } from "node:fs/promises";

const FOLDER = new URL("../../core/src/import/calls/", import.meta.url);

/** Every call: what to ask and which facts its answer supplies. */
export async function calls() {
  const found = [];
  for (const file of (await readdir(FOLDER)).sort()) {
    const text = await readFile(new URL(file, FOLDER), "utf8");
    for (const block of text.split(/\n {4}Call \{\n/).slice(1)) {
      const id = /^ {8}id: "([^"]+)"/m.exec(block)?.[1];
      const ask = /^ {8}ask:\s*"((?:[^"\\]|\\.)+)"/m.exec(block)?.[1];
      const supplies = /^ {8}supplies: &\[([^\]]*)\]/m.exec(block)?.[1];
      if (id && ask && supplies) found.push({ id, ask: ask.replaceAll(/\\(.)/g, "$1"), supplies: [...supplies.matchAll(/"([^"]+)"/g)].map(([, at]) => at) });
    }
  }
  return found;
}
