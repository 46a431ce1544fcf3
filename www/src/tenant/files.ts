// Takes what was dropped: exports of other tools, a case, or a tenant that this page exported. Nothing is guessed, nothing is lost.
import { ask } from "../engine/client";
import { empty, settled, type ReadFile, type Tenant } from "./model";
import type { Hints } from "./reading";

/** What is dropped at once may have so much: exports of one tenant are far below this, and what is above is refused before it is read. */
const BYTES_MAX = 48_000_000;

/** What came of a drop. */
export interface Outcome {
  tenant: Tenant | undefined;
  /** Why files were refused, in sentences. */
  refused: string[];
  /** What each file was that is no tenant. */
  read: readonly ReadFile[];
  /** How many facts that were known before are different now. */
  changed: number;
}

/** Reads files into a tenant, or into a new one. */
export async function readFiles(dropped: readonly File[], tenant: Tenant | undefined, hints: Hints): Promise<Outcome> {
  const refused: string[] = [];
  const files = fitting(dropped, refused);
  const answer = await ask("take", { files, hints, facts: tenant?.facts ?? {} });
  if ("failure" in answer) return { tenant: undefined, refused: [...refused, `${answer.failure.message}: ${answer.failure.help}.`], read: [], changed: 0 };
  const { own, imported, refused: others } = answer.answer;
  refused.push(...others);
  if (!imported) return { tenant: own, refused, read: [], changed: 0 };
  const into = own ?? tenant ?? empty("My tenant");
  const { facts, contradictions, changed } = imported;
  const older = into.files.filter((old) => imported.files.every((file) => file.name !== old.name));
  return { tenant: settled({ ...into, facts, files: [...imported.files, ...older], contradictions }), refused, read: imported.files, changed };
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
