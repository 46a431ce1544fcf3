// The entries of a list, of which a tenant may have thousands: some at once, and more when they are asked for.
import { useState, type ReactNode } from "react";
import { Button } from "@fluentui/react-components";

interface Props<T> {
  of: readonly T[];
  /** What the entries are called, for whoever does not see them. */
  what: string;
  /** So many at once. */
  at?: number;
  children: (one: T) => ReactNode;
}

export function Some<T>({ of, what, at = 50, children }: Props<T>) {
  const [shown, show] = useState(at);
  const left = of.length - shown;
  return (
    <>
      {of.slice(0, shown).map(children)}
      {left > 0 && (
        <li className="rest">
          <Button size="small" onClick={() => show(shown + at)} aria-label={`Show ${Math.min(at, left)} more: ${what}`}>Show {Math.min(at, left)} more</Button> <span className="quiet">{shown} of {of.length}</span>
        </li>
      )}
    </>
  );
}
