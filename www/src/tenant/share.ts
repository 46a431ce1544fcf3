// A tenant as a link: everything stands in the fragment, which no server ever sees; names are replaced unless the visitor keeps them.
import { names, settled, VERSION, type Table, type Tenant } from "./model";
import { migrated } from "./shape";

/** Longer links are cut by programs that pass them on. */
const LINK_BYTES_MAX = 8192;
const WHATS: [Table, string][] = [["people", "person"], ["machines", "machine"], ["environments", "environment"], ["images", "image"], ["networks", "network"], ["groups", "group"], ["subscriptions", "subscription"], ["flows", "flow"]];

/** The tenant under other names, the same one for the same thing everywhere. */
export function redacted(tenant: Tenant): Tenant {
  const others = new Map<string, string>();
  for (const [table, what] of WHATS) for (const [index, name] of names(tenant, table).entries()) if (!others.has(name)) others.set(name, `${what}-${index + 1}`);
  const hide = (value: unknown): unknown => {
    if (typeof value === "string") return others.get(value) ?? value;
    if (Array.isArray(value)) return value.map(hide);
    if (typeof value !== "object" || value === null) return value;
    const kept = Object.entries(value).filter(([key]) => !["attested", "source", "observed_at"].includes(key));
    return Object.fromEntries(kept.map(([key, inside]) => [others.get(key) ?? key, ["image_names", "network_names", "group_names", "resource_group"].includes(key) ? hidden(inside) : hide(inside)]));
  };
  const hidden = (value: unknown): unknown => (Array.isArray(value) ? value.map((_, index) => `name-${index + 1}`) : typeof value === "string" ? "group" : undefined);
  const facts = hide(tenant.facts) as Tenant["facts"];
  return settled({ ...tenant, name: "Shared tenant", facts, files: [], contradictions: [], descriptions: {}, past: [], actor: others.get(tenant.actor ?? ""), environment: others.get(tenant.environment ?? "") });
}

/** The link, or that it would be too long. */
export async function linkTo(tenant: Tenant): Promise<string | undefined> {
  const packed = await through(new CompressionStream("deflate-raw"), new TextEncoder().encode(JSON.stringify({ ...tenant, id: undefined })));
  const text = btoa(String.fromCharCode(...packed)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  const link = `${location.href.split("#")[0]}#/share/${text}`;
  return link.length <= LINK_BYTES_MAX ? link : undefined;
}

/** The tenant of a link, or why it is none. */
export async function fromLink(text: string): Promise<Tenant | string> {
  try {
    const bytes = Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
    const document = JSON.parse(new TextDecoder().decode(await through(new DecompressionStream("deflate-raw"), bytes))) as object;
    const tenant = migrated({ version: VERSION, ...document, id: crypto.randomUUID() });
    return typeof tenant === "string" ? "the link holds no tenant that this page can read" : settled(tenant);
  } catch {
    return "the link is cut or was changed: nothing was read from it";
  }
}

/** No link of ours unfolds to more. */
const UNFOLDED_BYTES_MAX = 4_000_000;

async function through(stream: CompressionStream | DecompressionStream, bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > UNFOLDED_BYTES_MAX) throw new RangeError("too large");
    parts.push(value);
  }
  return new Uint8Array(await new Blob(parts as BlobPart[]).arrayBuffer());
}
