/** An import of files in pieces: none of them is ever held as a whole, and between two pieces a page answers its user. */

import type { Binding } from "./binding.js";
import { Cancelled, tell, type Call } from "./call.js";
import { STEP_MS, turn } from "./stepped.js";

/** A `Blob` or a `File`, as far as it is needed here. */
export interface BlobLike {
  readonly size: number;
  slice(start: number, end: number): { arrayBuffer(): Promise<ArrayBuffer> };
}

/** A file to import. */
export interface SourceFile {
  /** By which name it is told of. */
  readonly name: string;
  /** What stands in it. */
  readonly content: string | BlobLike;
  /** When it was written. */
  readonly observed_at?: string | undefined;
}

/** An import, as the module has it. */
interface Import {
  begin(file: string): void;
  add(text: string): void;
  finish(): string;
  free(): void;
}

/** So many letters or bytes make a piece. */
const PIECE = 1 << 18;

/** Imports in pieces, after the files of the request itself; stopped by its signal, it fails with nothing. */
export async function imported(binding: Binding, request: string, files: readonly SourceFile[], call: Call): Promise<string> {
  const hear = () => {
    if (call.signal?.aborted === true) throw new Cancelled(undefined, call.signal.reason);
  };
  hear();
  const handle = binding.begin<Import>("Import", request);
  const total = files.reduce((sum, { content }) => sum + sizeOf(content), 0);
  try {
    let done = 0;
    let begun = performance.now();
    for (const { name, content, observed_at } of files) {
      handle.use((importing) => importing.begin(JSON.stringify({ name, text: "", observed_at })));
      for await (const { text, size } of pieces(content)) {
        handle.use((importing) => importing.add(text));
        done += size;
        if (performance.now() - begun < STEP_MS) continue;
        if (done < total) tell("progress", call, done, total);
        await turn();
        hear();
        begun = performance.now();
      }
    }
    const answer = handle.end((importing) => importing.finish());
    tell("progress", call, total, total);
    return answer;
  } finally {
    handle.free();
  }
}

const sizeOf = (content: string | BlobLike) => (typeof content === "string" ? content.length : content.size);

/** A text, or the text of a blob, in pieces; no letter is cut in two. */
async function* pieces(content: string | BlobLike): AsyncGenerator<{ text: string; size: number }> {
  if (typeof content === "string") {
    for (let from = 0; from < content.length; ) {
      const half = /[\ud800-\udbff]/.test(content[from + PIECE - 1] ?? "");
      const text = content.slice(from, from + PIECE + (half ? 1 : 0));
      yield { text, size: text.length };
      from += text.length;
    }
    return;
  }
  let decoder: TextDecoder | undefined;
  for (let from = 0; from < content.size; from += PIECE) {
    const bytes = new Uint8Array(await content.slice(from, Math.min(from + PIECE, content.size)).arrayBuffer());
    decoder ??= new TextDecoder(wide(bytes) ?? "utf-8");
    yield { text: decoder.decode(bytes, { stream: true }), size: bytes.length };
  }
  yield { text: decoder?.decode() ?? "", size: 0 };
}

/** PowerShell writes two bytes a letter, and says so by the first ones. */
function wide([first, second]: Uint8Array): string | undefined {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : undefined;
}
