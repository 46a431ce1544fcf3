// Reads one file in the worker: a tenant that this page exported, a case, or something for the importer. Nothing is guessed.
import type { Facts } from "greenlight/whole";
import { empty, settled, TABLES, type Tenant } from "./model";
import { migrated } from "./shape";

/** What a file is. */
export type Read = { name: string } & ({ own: Tenant } | { text: string; observed_at: string } | { refused: string });

/** The importer says what is wrong with a text that is no JSON, and where; no text of this length is worth its while. */
const NO_JSON_LETTERS_MAX = 1_000_000;
/** No tool nests its answers like this; a parser that follows a made-up one takes the whole page down. */
const DEPTH_MAX = 500;
/** Members of a case or scenario that are no facts. */
const NO_FACTS = ["$schema", "as_of", "request", "timeline", "faults", "horizon", "seed", "durations", "assumptions", "limits", "resources", "replicates"];

/** Reads files, one after the other. */
export async function readAll(files: readonly File[]): Promise<Read[]> {
  const read: Read[] = [];
  for (const file of files) read.push(await readOne(file).catch((error: unknown) => ({ name: file.name, refused: `cannot be read: ${error instanceof Error ? error.message : String(error)}` })));
  return read;
}

async function readOne(file: File): Promise<Read> {
  const { name } = file;
  const text = await textOf(file);
  if (depth(text) > DEPTH_MAX) return { name, refused: "is nested too deep to be an answer of any tool" };
  const document = parsed(text);
  if (document === undefined && text.length > NO_JSON_LETTERS_MAX) return { name, refused: "is not JSON, or was cut off" };
  const own = isDocument(document) ? ownTenant(document, name) : undefined;
  if (typeof own === "string") return { name, refused: `is no tenant that can be read: ${own}` };
  return own ? { name, own } : { name, text, observed_at: new Date(file.lastModified).toISOString().replace(/\.\d+/, "") };
}

/** The text, in whatever form of Unicode it was written: Windows PowerShell redirects in UTF-16. */
async function textOf(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const [first, second] = bytes;
  const form = first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
  return new TextDecoder(form).decode(bytes);
}

/** How deep brackets stand in brackets; those in strings count for nothing. */
function depth(text: string): number {
  let open = 0;
  let most = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const letter = text.charCodeAt(at);
    if (quoted && letter === 0x5c) at++;
    else if (letter === 0x22) quoted = !quoted;
    else if (!quoted && (letter === 0x5b || letter === 0x7b)) most = Math.max(most, ++open);
    else if (!quoted && (letter === 0x5d || letter === 0x7d)) open--;
  }
  return most;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

const isDocument = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

/** A tenant of this page's own, or a case; nothing for the output of another tool. */
function ownTenant(document: Record<string, unknown>, file: string): Tenant | string | undefined {
  if ("version" in document && "facts" in document && "past" in document) return migrated(document);
  if (![...TABLES, "tenant"].some((table) => isDocument(document[table])) || "value" in document) return undefined;
  const facts = Object.fromEntries(Object.entries(document).filter(([member]) => !NO_FACTS.includes(member))) as Facts;
  const as_of = typeof document.as_of === "string" ? document.as_of : undefined;
  const actor = isDocument(document.request) && typeof document.request.actor === "string" ? document.request.actor : undefined;
  const whole = migrated({ ...empty(file.replace(/\.json$/i, "")), facts, as_of, actor });
  return typeof whole === "string" ? "its tables do not hold things by their names" : settled(whole);
}
