// Reads what was dropped: exports of other tools, a case, or a tenant that this page exported. Nothing is guessed, nothing is lost.
import type { Facts, ImportFile, Imported } from "greenlight/whole";
import { ask } from "../engine/client";
import { empty, settled, type ReadFile, type Tenant } from "./model";
import { migrated } from "./store";

/** An export of one tenant is far below this; what is above is refused before it is read. */
const FILE_BYTES_MAX = 64_000_000;
const CASE_TABLES = ["environments", "flows", "groups", "images", "machines", "networks", "people", "subscriptions", "tenant"];
/** Members of a case or scenario that are no facts. */
const NO_FACTS = ["$schema", "as_of", "request", "timeline", "faults", "horizon", "seed", "durations", "assumptions", "limits", "resources", "replicates"];

/** What files of which it is not known are about. */
export interface Hints {
  environment?: string;
  person?: string;
}

/** What came of a drop. */
export interface Outcome {
  tenant: Tenant | undefined;
  /** Why files were refused, in sentences. */
  refused: string[];
  changes: Imported["changes"];
}

/** Reads files into a tenant, or into a new one. */
export async function readFiles(dropped: readonly File[], tenant: Tenant | undefined, hints: Hints): Promise<Outcome> {
  const refused: string[] = [];
  const exports: ImportFile[] = [];
  let into = tenant;
  for (const file of dropped) {
    if (file.size > FILE_BYTES_MAX) {
      refused.push(`${file.name} has ${Math.round(file.size / 1_000_000)} MB: at most ${FILE_BYTES_MAX / 1_000_000} MB are read. Export less at once.`);
      continue;
    }
    try {
      const text = await textOf(file);
      const document = parsed(text);
      const own = document && ownTenant(document, file.name);
      if (typeof own === "string") refused.push(`${file.name}: ${own}.`);
      else if (own) into = own;
      else exports.push({ name: file.name, text, observed_at: new Date(file.lastModified).toISOString().replace(/\.\d+/, "") });
    } catch (error) {
      refused.push(`${file.name} cannot be read: ${error instanceof Error ? error.message : String(error)}.`);
    }
  }
  if (exports.length === 0) return { tenant: into === tenant ? undefined : into, refused, changes: [] };
  return imported(exports, into ?? empty("My tenant"), hints, refused);
}

async function imported(files: ImportFile[], into: Tenant, hints: Hints, refused: string[]): Promise<Outcome> {
  const known = Object.keys(into.facts).length > 0 ? { tenant: { ...into.facts } } : {};
  const answer = await ask("importFacts", { files, hints, ...known });
  if ("failure" in answer) return { tenant: undefined, refused: [...refused, `${answer.failure.message}: ${answer.failure.help}.`], changes: [] };
  const { facts, files: reports, problems, contradictions, changes } = answer.answer;
  const now = new Date().toISOString();
  const read = reports.map<ReadFile>(({ name, answers }) => ({
    name, at: now, observed: files.find((file) => file.name === name)?.observed_at ?? undefined,
    calls: answers.map(({ call, records, facts, partial }) => ({ call, records, facts, partial: partial ?? undefined })),
    problems: problems.filter((problem) => problem.file === name),
  }));
  const others = into.files.filter((old) => read.every((file) => file.name !== old.name));
  return { tenant: settled({ ...into, facts, files: [...read, ...others], contradictions }), refused, changes };
}

/** The text, in whatever form of Unicode it was written: Windows PowerShell redirects in UTF-16. */
async function textOf(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const [first, second] = bytes;
  const form = first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
  return new TextDecoder(form).decode(bytes);
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const document: unknown = JSON.parse(text);
    return typeof document === "object" && document !== null && !Array.isArray(document) ? (document as Record<string, unknown>) : undefined;
  } catch {
    // The importer says what is wrong with it, and where.
    return undefined;
  }
}

/** A tenant of this page's own, or a case; nothing for the output of another tool. */
function ownTenant(document: Record<string, unknown>, file: string): Tenant | string | undefined {
  if ("version" in document && "facts" in document && "past" in document) return migrated(document);
  if (!CASE_TABLES.some((table) => typeof document[table] === "object") || "value" in document) return undefined;
  const facts = Object.fromEntries(Object.entries(document).filter(([member]) => !NO_FACTS.includes(member))) as Facts;
  const as_of = typeof document.as_of === "string" ? document.as_of : undefined;
  const actor = (document.request as { actor?: string } | undefined)?.actor;
  return settled({ ...empty(file.replace(/\.json$/i, "")), facts, as_of, actor });
}

/** The files of a drop, folders opened. */
export async function filesOf(transfer: DataTransfer): Promise<File[]> {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter((entry) => entry !== null && entry !== undefined);
  if (entries.length === 0) return [...transfer.files];
  return (await Promise.all(entries.map(opened))).flat();
}

async function opened(entry: FileSystemEntry): Promise<File[]> {
  if (entry.isFile) return [await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject))];
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: File[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return found;
    found.push(...(await Promise.all(some.map(opened))).flat());
  }
}

/** Lets the visitor keep a text as a file. */
export function download(name: string, text: string) {
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = Object.assign(document.createElement("a"), { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
