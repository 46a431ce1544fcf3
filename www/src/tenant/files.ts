// Reads what was dropped: exports of other tools, a case, or a tenant that this page exported. Nothing is guessed, nothing is lost.
import type { ImportFile, Imported } from "greenlight/whole";
import { ask } from "../engine/client";
import { empty, settled, type ReadFile, type Tenant } from "./model";

/** What is dropped at once may have so much: exports of one tenant are far below this, and what is above is refused before it is read. */
const BYTES_MAX = 48_000_000;

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
  const taken = fitting(dropped, refused);
  const answer = await ask("read", taken);
  if ("failure" in answer) return { tenant: undefined, refused: [...refused, `${answer.failure.message}: ${answer.failure.help}.`], changes: [] };
  const exports: ImportFile[] = [];
  let into = tenant;
  for (const file of answer.answer) {
    if ("refused" in file) refused.push(`${file.name} ${file.refused}.`);
    else if ("own" in file && into !== tenant) refused.push(`${file.name} is a tenant of its own: drop it by itself.`);
    else if ("own" in file) into = file.own;
    else exports.push(file);
  }
  if (exports.length === 0) return { tenant: into === tenant ? undefined : into, refused, changes: [] };
  return imported(exports, into ?? empty("My tenant"), hints, refused);
}

/** The files that are read; why the others are not. */
function fitting(dropped: readonly File[], refused: string[]): File[] {
  const megabytes = (bytes: number) => `${Math.round(bytes / 1_000_000)} MB`;
  const taken: File[] = [];
  let room = BYTES_MAX;
  for (const file of dropped) {
    if (file.size > BYTES_MAX) refused.push(`${file.name} has ${megabytes(file.size)}: at most ${megabytes(BYTES_MAX)} are read at once. Export less.`);
    else if (file.size > room) refused.push(`${file.name} was left out: together the files have more than ${megabytes(BYTES_MAX)}. Drop it by itself.`);
    else {
      taken.push(file);
      room -= file.size;
    }
  }
  return taken;
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
