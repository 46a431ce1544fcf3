// Reads what was dropped, in the worker: a tenant that this page exported, a case, or something for the importer. Nothing is guessed, and only what
// the page shows and keeps leaves the worker.
import type { Facts, ImportFile, ImportProblem, ImportRequest, Imported } from "greenlight/whole";
import { empty, settled, TABLES, type Contradiction, type ReadFile, type Tenant } from "./model";
import { migrated } from "./shape";

/** What files of which it is not known are about. */
export interface Hints {
  environment?: string;
  person?: string;
  image?: string;
  network?: string;
  /** Calls whose lists somebody vouches to be whole. */
  whole?: string[];
}

/** What was dropped, and what was known before. */
export interface Dropped {
  files: readonly File[];
  hints: Hints;
  facts: Facts;
}

/** What came of it. */
export interface Taken {
  /** Why files were refused, in sentences. */
  refused: string[];
  /** A tenant, or a case, among the files. */
  own?: Tenant;
  /** What the importer read of the others, on top of the tenant among them or of what was known. */
  imported?: { facts: Facts; contradictions: Contradiction[]; files: ReadFile[]; changed: number };
}

/** What a file is. */
type Read = { name: string } & ({ own: Tenant } | { text: string; observed_at: string } | { refused: string });

/** The importer says what is wrong with a text that is no JSON, and where; no text of this length is worth its while. */
const NO_JSON_LETTERS_MAX = 1_000_000;
/** No tool nests its answers like this; a parser that follows a made-up one takes the whole page down. */
const DEPTH_MAX = 500;
/** A page that is handed more things than this stands still for it; no tenant has a tenth. */
const THINGS_MAX = 50_000;
/** Members of a case or scenario that are no facts. */
const NO_FACTS = ["$schema", "as_of", "request", "timeline", "faults", "horizon", "seed", "durations", "assumptions", "limits", "resources", "replicates"];

/** Reads files, one after the other, and imports what is no tenant. */
export async function takeAll({ files, hints, facts }: Dropped, importer: (request: ImportRequest) => Promise<Imported>): Promise<Taken> {
  const refused: string[] = [];
  const exports: ImportFile[] = [];
  let own: Tenant | undefined;
  for (const file of files) {
    const read = await readOne(file).catch((error: unknown) => ({ name: file.name, refused: `cannot be read: ${error instanceof Error ? error.message : String(error)}` }));
    if ("refused" in read) refused.push(`${read.name} ${read.refused}.`);
    else if (!("own" in read)) exports.push(read);
    else if (own) refused.push(`${read.name} is a tenant of its own: drop it by itself.`);
    else if (tooMany(read.own.facts)) refused.push(`${read.name} ${tooMany(read.own.facts)}`);
    else own = read.own;
  }
  const taken: Taken = own ? { refused, own } : { refused };
  if (exports.length === 0) return taken;
  const known = own?.facts ?? facts;
  const imported = await importer({ files: exports, hints, ...(Object.keys(known).length > 0 ? { tenant: { ...known } } : {}) });
  const many = tooMany(imported.facts);
  if (many) return { ...taken, refused: [...refused, `What was dropped, with what is known, ${many}`] };
  return { ...taken, imported: { facts: imported.facts, contradictions: imported.contradictions.map(brief), files: reports(imported, exports), changed: imported.changes?.length ?? 0 } };
}

/** A table of machines is no line. */
const SAID_LETTERS_MAX = 60;
function brief({ fact, says }: Imported["contradictions"][number]): Contradiction {
  const short = (text: string) => (text.length > SAID_LETTERS_MAX ? `${text.slice(0, SAID_LETTERS_MAX)}…` : text);
  return { fact, says: says.slice(0, 3).map(({ value, source }) => `${short(JSON.stringify(value))} (${source.file})`) };
}

function tooMany(facts: Facts): string | undefined {
  const things = TABLES.reduce((sum, table) => sum + Object.keys(facts[table] ?? {}).length, 0);
  return things > THINGS_MAX ? `holds ${things} machines, people and other things: at most ${THINGS_MAX} are kept. Export less.` : undefined;
}

function reports({ files, problems }: Imported, exports: readonly ImportFile[]): ReadFile[] {
  const at = new Date().toISOString();
  const of = Map.groupBy<string, ImportProblem>(problems, ({ file }) => file);
  return files.map(({ name, answers }) => ({
    name, at, observed: exports.find((file) => file.name === name)?.observed_at ?? undefined,
    calls: answers.map(({ call, records, facts, partial }) => ({ call, records, facts, partial: partial ?? undefined })),
    problems: of.get(name) ?? [],
  }));
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
