// Words of the engine as people read them.
import type { Fixer, Outcome } from "greenlight/whole";

const FIXERS: Record<Fixer, string> = {
  maker: "the maker",
  "machine-creator": "the machine's creator",
  "image-or-network-owner": "the owner of the image or network connection",
  "co-owner": "a co-owner",
  "environment-administrator": "an environment administrator",
  "power-platform-administrator": "a Power Platform administrator",
  "entra-application-administrator": "an Entra application administrator",
  "entra-role-administrator": "whoever assigns administrator roles in Entra",
  "intune-administrator": "an Intune administrator",
  "azure-role-assignment-administrator": "whoever assigns roles in Azure",
  "network-administrator": "a network administrator",
  "licence-administrator": "a licence administrator",
  billing: "whoever buys licences",
  "policy-owner": "the owner of the policy",
  microsoft: "Microsoft",
};

/** Who can mend something, the least role first. */
export const fixers = (who: readonly string[]): string => who.map((one) => FIXERS[one as Fixer] ?? plain(one)).join(", or ");

/** What is not spelt as its word is without dashes. */
const SPELT: Record<string, string> = {
  "co owner": "co-owner", "cross geo": "cross-geo", addon: "add-on", addons: "add-ons", "add on": "add-on", "add ons": "add-ons", "windows 365": "Windows 365",
  "azure virtual desktop": "Azure Virtual Desktop", azure: "Azure", entra: "Entra", intune: "Intune", windows: "Windows", "configuration manager": "Configuration Manager",
};

/** A word such as `create-machine` as people write it. */
export function plain(word: string): string {
  const spaced = String(word).replaceAll(/[-_]/g, " ").replaceAll(/\b(rpa|vm|dns|tls|os|gb|arm)\b/gi, (short) => short.toUpperCase());
  const text = Object.entries(SPELT).reduce((so, [from, to]) => so.replaceAll(new RegExp(`\\b${from}\\b`, "gi"), to), spaced);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** What a verdict is called. */
export const OUTCOMES: Record<Outcome, string> = { ready: "Ready", blocked: "Blocked", "needs-facts": "Needs facts" };

/** What groups of rules are called. */
export const FAMILIES: Record<string, string> = {
  licensing: "Licences and capacity",
  prerequisite: "Microsoft Entra, Intune and people",
  geography: "Geography",
  image: "VM image",
  network: "Network",
  role: "Roles",
  limit: "Limits and names",
  lifecycle: "Life of the machine",
  queue: "Run queue",
  group: "Machine groups",
};

/** An instant as a day and a time. */
export function when(instant: string | null | undefined): string {
  if (typeof instant !== "string" || instant === "") return "–";
  return instant.includes("T") ? `${instant.slice(0, 10)} ${instant.slice(11, 16)}` : instant;
}

/** A duration in the two units that matter. */
export function lasts(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 1) return `${Math.round(ms / 1000)} s`;
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** A number with its noun. */
export const count = (number: number, one: string, many = `${one}s`): string => `${number} ${number === 1 ? one : many}`;

/** A sentence of the engine, with a capital letter. */
export const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Fields of a request that people call otherwise. */
const LABELS: Record<string, string> = { with: "Person", to: "Set to", group: "Machine group", image: "VM image", network: "Virtual network", account: "Account that signs in", count: "How many", trial: "Which trial" };

/** Actions that people call otherwise: a dialog or a list says what of. */
const ACTIONS: Record<string, string> = {
  "create-image": "Create VM image", "create-network": "Create network connection", "create-group": "Create machine group", "edit-group": "Edit machine group",
  "share-network": "Share network connection", "share-image": "Share VM image", "share-default-image": "Share the default image",
  "unshare-machine": "Stop sharing machine", "unshare-image": "Stop sharing VM image", "unshare-network": "Stop sharing network connection", "unshare-default-image": "Stop sharing the default image",
  edit: "Edit machine", delete: "Delete machine", restart: "Restart machine", "add-to-group": "Add machine to a group", "set-maintenance": "Set maintenance mode",
  "test-flow": "Test a flow", "change-priority": "Change priority in the queue", "request-capacity": "Request capacity", "start-trial": "Start a trial", "extend-trial": "Extend a trial", "change-cross-geo": "Change cross-geo support",
};

/** What an action is called. */
export const actionOf = (action: string): string => ACTIONS[action] ?? plain(action);

/** What an action is asked of, by the field that names it: the first of them that is filled in. */
const OF = ["machine", "group", "image", "network", "flow", "name", "trial", "environment"];
const MADE = ["name", "image", "network", "environment"];
/** After these the name of the thing follows as it stands. */
const NAMED = /(?:machine|group|image|connection)$/;

/** An action with what it is asked of. */
export function titleOf(action: string, details: Record<string, unknown>): string {
  const [field] = (action.startsWith("create") ? MADE : OF).filter((one) => typeof details[one] === "string" && details[one] !== "");
  if (field === undefined) return actionOf(action);
  const thing = field === "trial" ? plain(String(details[field])) : String(details[field]);
  return NAMED.test(actionOf(action)) && field !== "environment" ? `${actionOf(action)} ${thing}` : `${actionOf(action)}: ${thing}`;
}

/** What is asked at a place: a part of the request is chosen or not, a fact is known or not. */
export function asked(at: string, message: string): string {
  const [, table, , field] = at.split("/");
  if (table !== "request") return sentence(message);
  return field === undefined ? "Who acts is not known" : `${labelOf(field)} is not chosen`;
}

/** What a field of a request is called. */
export const labelOf = (field: string): string => LABELS[field] ?? plain(field);
