// Where the visitor is: the part of the address after `#`, so that any host of static files will do.
import { useSyncExternalStore } from "react";

function subscribe(hear: () => void) {
  addEventListener("hashchange", hear);
  return () => removeEventListener("hashchange", hear);
}

/** The parts of the address. */
export function useAddress(): [string, ...string[]] {
  const hash = useSyncExternalStore(subscribe, () => location.hash);
  const [path = "", ...rest] = hash.replace(/^#\/?/, "").split("/").map(decoded);
  return [path, ...rest];
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
