// The pages of the portal: one row each, loaded when somebody goes there.
import { lazy, type ComponentType, type LazyExoticComponent } from "react";

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
  page: LazyExoticComponent<Page>;
}

const route = (path: string, title: string, group: Route["group"], load: () => Promise<{ default: Page }>, alone = false): Route => ({
  path, title, group, alone, page: lazy(load),
});

export const ROUTES: readonly Route[] = [
  route("", "Start", undefined, () => import("./pages/start"), true),
  route("machines", "Machines", "Monitor", () => import("./pages/machines")),
  route("machine", "Machine", undefined, () => import("./pages/machine")),
  route("new", "New hosted machine", undefined, () => import("./pages/new-machine")),
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
