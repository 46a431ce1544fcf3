// Records in the tenant what somebody granted, says so, and takes it back where it was not so.
import { createContext, use, useEffect, useRef, useState, type ReactNode } from "react";
import { Button } from "@fluentui/react-components";
import type { AccessSet, Facts } from "greenlight/whole";
import { Inline } from "../shell/inline";
import { granted, revoked } from "../tenant/granted";
import { useTenant } from "../tenant/tenants";
import { sentence } from "../words";

interface Recorded {
  set: AccessSet;
  says: string;
  /** The facts as they were. */
  before: Facts;
}

const Context = createContext<((set: AccessSet, says: string) => void) | undefined>(undefined);

/** How something is recorded as granted. */
export const useRecord = () => use(Context);

export function Recording({ children }: { children: ReactNode }) {
  const [tenant, change] = useTenant();
  const [all, setAll] = useState<readonly Recorded[]>([]);
  const [said, say] = useState("");
  const box = useRef<HTMLDivElement>(null);
  const tenantId = tenant.id;
  useEffect(() => (setAll([]), say("")), [tenantId]);
  // What was pressed goes away with what it was about: the focus goes where it can be taken back.
  useEffect(() => {
    if (said !== "") (box.current?.querySelector<HTMLElement>("li:last-child button") ?? box.current)?.focus();
  }, [said]);

  const changesOf = ({ grants }: AccessSet) => grants.map(({ change }) => change);
  const record = (set: AccessSet, says: string) => {
    change((now) => ({ ...now, facts: granted(now.facts, changesOf(set)) }));
    setAll((before) => [...before, { set, says, before: tenant.facts }]);
    say(`Recorded: ${says}`);
  };
  const takeBack = (one: Recorded) => {
    change((now) => ({ ...now, facts: revoked(now.facts, changesOf(one.set), one.before) }));
    setAll((before) => before.filter((other) => other !== one));
    say(`Taken back: ${one.says}`);
  };
  return (
    <Context value={record}>
      <div ref={box} tabIndex={-1} className="recorded" data-empty={said === ""}>
        <p role="status" className={all.length > 0 ? "visually-hidden" : "quiet"}><Inline text={said} /></p>
        {all.length > 0 && (
          <ul>
            {all.map((one) => (
              <li key={one.says}>
                <span><strong>Recorded in the tenant:</strong> <Inline text={sentence(one.says)} /></span>
                <Button size="small" onClick={() => takeBack(one)} aria-label={`Undo: ${one.says.replaceAll("`", "")}`}>Undo</Button>
              </li>
            ))}
          </ul>
        )}
      </div>
      {children}
    </Context>
  );
}
