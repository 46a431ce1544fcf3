// The pages of the portal: one row each, loaded when somebody goes there.
import { lazy, type ComponentType } from "react";

type Page = ComponentType<{ rest: string[] }>;

/** A page. */
export interface Route {
  /** Its first part of the address, after `#/`. */
  path: string;
  title: string;
  /** Where the navigation lists it; not listed without. */
  group: "Monitor" | "Plan" | "Reference" | undefined;
  /** Whether it shows something without an open tenant. */
  alone: boolean;
  /** The page itself once it is fetched, and until then one that waits for it. React shows the latter's waiting for a third of a second at least. */
  page: () => Page;
  /** Fetches the page ahead of its first drawing. */
  load: () => Promise<unknown>;
}

function route(path: string, title: string, group: Route["group"], fetch: () => Promise<{ default: Page }>, alone = false): Route {
  let fetched: Page | undefined;
  const load = async () => {
    const page = await fetch();
    fetched = page.default;
    return page;
  };
  // React keeps a failure: whoever goes there again fetches again.
  const begun = () => lazy(() => load().catch((error: unknown) => {
    waiting = begun();
    throw error;
  }));
  let waiting = begun();
  return { path, title, group, alone, load, page: () => fetched ?? waiting };
}

/** A page that is there once its fields are described: they are never drawn without. */
async function withFields<T>(page: Promise<T>): Promise<T> {
  const [loaded] = await Promise.all([page, import("./forms/fields").then(({ loadFields }) => loadFields())]);
  return loaded;
}

export const ROUTES: readonly Route[] = [
  route("", "Start", undefined, () => import("./pages/start"), true),
  route("machines", "Machines", "Monitor", () => import("./pages/machines")),
  route("machine", "Machine", undefined, () => import("./pages/machine")),
  route("new", "New hosted machine", undefined, () => withFields(import("./pages/new-machine"))),
  route("images", "VM images", "Monitor", () => import("./pages/images")),
  route("networks", "Network connections", "Monitor", () => import("./pages/networks")),
  route("groups", "Machine groups", "Monitor", () => import("./pages/groups")),
  route("actions", "All actions", "Plan", () => import("./pages/actions")),
  route("roles", "Roles", "Plan", () => import("./pages/roles")),
  route("licences", "Licences and trials", "Plan", () => import("./pages/licences")),
  route("simulation", "Simulation", "Plan", () => import("./pages/simulation")),
  route("facts", "Tenant facts", "Plan", () => import("./pages/facts")),
  route("share", "A tenant from a link", undefined, () => import("./pages/share"), true),
  route("problems", "Problems", "Reference", () => import("./pages/problems"), true),
  route("rulebook", "Rulebook", "Reference", () => import("./pages/rulebook"), true),
];

/** The address of a page. */
export const to = (path: string, ...rest: string[]): string => `#/${[path, ...rest.map(encodeURIComponent)].join("/")}`;

/** The page of an address. */
export const pageOf = (address: string): Route | undefined => {
  const [path] = address.replace(/^.*#\/?/, "").split("/");
  return ROUTES.find((route) => route.path === path);
};
