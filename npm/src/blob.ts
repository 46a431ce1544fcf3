/** A worker of a page from a script in hand, for pages that allow it. */

import type { WorkerLike } from "./client.js";
import { script } from "./data/worker.js";

/** Starts what runs in the worker. */
export function fromBlob(): WorkerLike {
  const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  try {
    return new Worker(address) as unknown as WorkerLike;
  } finally {
    // The worker has fetched it by then.
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  }
}
