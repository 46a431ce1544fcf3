/** A case that is held open while it changes: the engine keeps it, so that it need not be handed over whole each time. */

import type { Binding, Handle } from "./binding.js";
import type { Change } from "./documents.js";

/** A case that is held open, on texts. Its answers are those of `check` and of `open`; `free` gives back what it holds. */
export interface TextCase {
  /** Makes changes, all of them or none: `[{"step": "set", "at": "/images/finance/generation", "value": 2}]` gives `{"changed": …}`, or
   * `{"error": …}`. */
  change(changes: string): string;
  /** Judges the case as it stands. */
  check(): string;
  /** What is still open in the case as it stands: of all that is asked for, or of places such as `["/images/finance/generation"]`. */
  open(places?: string): string;
  /** Gives back what it holds. */
  free(): void;
}

/** The handle, as the module has it. */
interface OpenCase {
  change(changes: string): string;
  check(): string;
  open(): string;
  openAt(places: string): string;
  free(): void;
}

/** Opens the case of a request to `check`; what is wrong with it is every answer. */
export function opened(binding: Binding, request: string): TextCase {
  const handle: Handle<OpenCase> = binding.begin<OpenCase>("OpenCase", request);
  return {
    change: (changes) => handle.use((held) => held.change(changes)),
    check: () => handle.use((held) => held.check()),
    open: (places) => handle.use((held) => (places === undefined ? held.open() : held.openAt(places))),
    free: () => handle.free(),
  };
}

/** A change as a program writes it. */
export type ChangeInput = { readonly step: Change["step"]; readonly at: string; readonly value?: unknown };
