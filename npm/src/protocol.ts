/** What the page and its worker tell each other. */

import type { SourceFile } from "./files.js";
import type { Compiled } from "./load.js";

/** From the page. */
export type ToWorker =
  | { readonly module: Compiled; readonly stop: SharedArrayBuffer | undefined }
  | { readonly cancel: number }
  | { readonly id: number; readonly verb: string; readonly text: string; readonly emit: boolean; readonly files?: readonly SourceFile[] };

/** From the worker. */
export type FromWorker =
  | { readonly id: number; readonly chunk: string }
  | { readonly id: number; readonly done: number; readonly total: number }
  | { readonly id: number; readonly answer: string }
  | { readonly id: number; readonly failed: { readonly code: string; readonly message: string; readonly help: string } };
