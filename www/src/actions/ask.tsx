// Opens the dialog of an action from anywhere. The dialog is loaded when the first one is asked for.
import { createContext, lazy, Suspense, use, useCallback, useEffect, useState, type ReactNode } from "react";
import { Button, useRestoreFocusTarget, type ButtonProps } from "@fluentui/react-components";
import type { Details } from "../forms/use-action";
import { useTenants } from "../tenant/tenants";
import { actionOf } from "../words";

const ActionDialog = lazy(() => import("./dialog"));

type Ask = (action: string, preset?: Details) => void;
const Context = createContext<Ask>(() => undefined);

/** How to open the dialog of an action. */
export const useAsk = (): Ask => use(Context);

export function AskProvider({ children }: { children: ReactNode }) {
  const [asked, set] = useState<{ action: string; preset: Details; number: number; open: boolean; at: string }>();
  const ask = useCallback<Ask>((action, preset = {}) => set((before) => ({ action, preset, number: (before?.number ?? 0) + 1, open: true, at: location.hash })), []);
  // It is closed before it is taken away: a dialog that vanishes leaves the page hidden from screen readers.
  const close = useCallback(() => set((before) => before && { ...before, open: false }), []);
  const tenant = useTenants().open?.id;
  // It outlives the page on which it was asked for, so that it is closed as well when somebody goes elsewhere, or deletes the tenant in another tab.
  useEffect(() => {
    const left = () => set((before) => before && { ...before, open: before.open && before.at === location.hash });
    addEventListener("hashchange", left);
    return () => removeEventListener("hashchange", left);
  }, []);
  useEffect(() => close, [close, tenant]);
  return (
    <Context value={ask}>
      {children}
      {asked && (
        <Suspense fallback={null}>
          <ActionDialog key={asked.number} action={asked.action} preset={asked.preset} open={asked.open && tenant !== undefined} close={close} />
        </Suspense>
      )}
    </Context>
  );
}

/** A button that asks for an action. */
export function AskFor({ action, preset, children, ...props }: { action: string; preset?: Details; children?: ReactNode } & Omit<ButtonProps, "children" | "as" | "icon">) {
  const ask = useAsk();
  const returned = useRestoreFocusTarget();
  return (
    <Button {...returned} {...(props as ButtonProps)} data-action={action} onClick={() => ask(action, preset)}>
      {children ?? actionOf(action)}
    </Button>
  );
}
