// The navigation on the left, which folds into a button where the screen is narrow.
import { useEffect, useState } from "react";
import { Button } from "@fluentui/react-components";
import { pageOf, ROUTES, to } from "../routes";
import { useAddress } from "./address";

const GROUPS = ["Monitor", "Plan", "Reference"] as const;
/** Pages that belong to one that is listed. */
const BELONGS: Record<string, string> = { machine: "machines", new: "machines" };

/** Fetches a page as soon as somebody is about to go there. */
const ahead = (event: { currentTarget: HTMLAnchorElement }) => void pageOf(event.currentTarget.hash)?.load().catch(() => undefined);

export function Navigation() {
  const [path] = useAddress();
  const [open, set] = useState(false);
  useEffect(() => set(false), [path]);
  const here = BELONGS[path] ?? path;
  const link = (target: string, title: string) => (
    <a href={to(target)} aria-current={here === target ? "page" : undefined} onPointerEnter={ahead} onFocus={ahead}>
      {title}
    </a>
  );
  return (
    <nav className="side" aria-label="Portal" data-open={open}>
      <Button className="fold" appearance="subtle" aria-expanded={open} onClick={() => set(!open)}>
        {open ? "Close menu" : "Menu"}
      </Button>
      <div className="links">
        {link("", "Start")}
        {GROUPS.map((group) => (
          <div key={group} role="group" aria-labelledby={`nav-${group}`}>
            <span id={`nav-${group}`} className="heading">
              {group}
            </span>
            {ROUTES.filter((route) => route.group === group).map((route) => (
              <div key={route.path}>{link(route.path, route.title)}</div>
            ))}
          </div>
        ))}
      </div>
    </nav>
  );
}
