// Keeps tenants in the browser (IndexedDB). What is damaged or newer than this page is said, never overwritten.
import { noted, settle } from "./journal";
import type { Tenant } from "./model";
import { migrated } from "./shape";

const DATABASE = "greenlight";
const TABLE = "tenants";

/** What is in store, and what could not be read. */
export interface Stored {
  tenants: Tenant[];
  /** Why a tenant was left alone, in a sentence each. */
  left: string[];
}

let connection: Promise<IDBDatabase> | undefined;

/** The connection, which stays open: a page that is left has no time to open one for its last change. */
function database(): Promise<IDBDatabase> {
  connection ??= opened();
  connection.then(
    (open) => (open.onclose = open.onversionchange = () => (open.close(), (connection = undefined))),
    () => (connection = undefined),
  );
  return connection;
}

function opened(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(DATABASE, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(TABLE, { keyPath: "id" });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error ?? new Error("the browser's storage does not open"));
    asked.onblocked = () => reject(new Error("another tab holds the browser's storage"));
  });
}

async function inside<T>(mode: IDBTransactionMode, work: (table: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const open = await database();
  return new Promise<T>((resolve, reject) => {
    const transaction = open.transaction(TABLE, mode);
    const asked = work(transaction.objectStore(TABLE));
    transaction.oncomplete = () => resolve(asked.result);
    transaction.onerror = transaction.onabort = () => reject(transaction.error ?? new Error("the browser's storage is full or denied"));
    transaction.commit();
  });
}

const TOLD: Record<string, string> = {
  VersionError: "its storage was written by a newer version of this page, and was left as it is",
  NotFoundError: "its storage for this page is damaged, and was left as it is",
  DataError: "its storage for this page is damaged, and was left as it is",
};

/** Why nothing is kept, in words without a full stop. */
export function whyNot(error: unknown): string {
  const { name, message } = error instanceof Error ? error : { name: "", message: String(error) };
  return TOLD[name] ?? message.replace(/\.$/, "");
}

/** Everything that is kept, with what the page before had no time to keep. */
export async function stored(): Promise<Stored> {
  const late = new Map(noted().map((tenant) => [tenant.id, tenant]));
  const found: { id?: string }[] = await inside("readonly", (table) => table.getAll());
  // Where it is not kept now, it stays noted.
  await Promise.allSettled([...late.values()].map(keep));
  const result: Stored = { tenants: [...late.values()], left: [] };
  for (const record of found.filter(({ id }) => !late.has(id ?? ""))) {
    const read = migrated(record);
    if (typeof read === "string") result.left.push(read);
    else result.tenants.push(read);
  }
  return result;
}

/** Other pages of this browser, which hear of what is kept and forgotten. */
const pages = new BroadcastChannel(DATABASE);

/** Calls back with a tenant that another page changed, or with the id of one that it forgot. Gives how to stop that. */
export function onChanged(hear: (tenant: Tenant | undefined, id: string) => void): () => void {
  const heard = ({ data }: MessageEvent<string>) => void inside<unknown>("readonly", (table) => table.get(data)).then((record) => {
    const tenant = record === undefined ? undefined : migrated(record);
    if (typeof tenant !== "string") hear(tenant, data);
  }, () => undefined);
  pages.addEventListener("message", heard);
  return () => pages.removeEventListener("message", heard);
}

/** Keeps a tenant. */
export async function keep(tenant: Tenant): Promise<void> {
  await inside("readwrite", (table) => table.put(tenant));
  settle(tenant.id);
  pages.postMessage(tenant.id);
}

/** Forgets a tenant. */
export async function forget(id: string): Promise<void> {
  settle(id);
  await inside("readwrite", (table) => table.delete(id));
  pages.postMessage(id);
}
