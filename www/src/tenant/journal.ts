// What a page that is left had no time to keep: written at once beside the store (localStorage), and taken from there by the page that comes next.
import type { Tenant } from "./model";
import { migrated } from "./shape";

const PREFIX = "greenlight.left.";

/** Notes tenants whose last change the store may not get any more. One that has no room is left to the store alone. */
export function note(tenants: Iterable<Tenant>) {
  for (const tenant of tenants) {
    try {
      localStorage.setItem(PREFIX + tenant.id, JSON.stringify(tenant));
    } catch {
      // Storage is denied or full; the store was asked as well.
    }
  }
}

/** The store has a tenant, by whichever page: what was noted of it before is older. */
export function settle(id: string) {
  try {
    localStorage.removeItem(PREFIX + id);
  } catch {
    // Where nothing can be taken away, nothing was noted.
  }
}

/** What was noted and never kept. */
export function noted(): Tenant[] {
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
    return keys.map((key) => read(localStorage.getItem(key))).filter((tenant) => tenant !== undefined);
  } catch {
    return [];
  }
}

/** A note that is damaged or newer than this page is left to whoever wrote it. */
function read(text: string | null): Tenant | undefined {
  try {
    const tenant = migrated(JSON.parse(text ?? ""));
    return typeof tenant === "string" ? undefined : tenant;
  } catch {
    return undefined;
  }
}
