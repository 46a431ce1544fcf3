// The tenants of this browser as React sees them: one is open, every change is kept.
import { createContext, use, useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { settled, type Tenant } from "./model";
import { forget, keep, stored, whyNot } from "./store";

const OPEN = "greenlight.open";
/** Typing changes the tenant at every key; storage hears of it once it pauses. */
const PAUSE_MS = 200;

interface Tenants {
  /** Whether the store was read. */
  read: boolean;
  all: Tenant[];
  open: Tenant | undefined;
  /** What the store has to say. */
  notices: string[];
  choose(id: string): void;
  add(tenant: Tenant): void;
  change(how: (tenant: Tenant) => Tenant): void;
  remove(id: string): void;
}

const Context = createContext<Tenants | undefined>(undefined);

/** The tenants. */
export function useTenants(): Tenants {
  const tenants = use(Context);
  if (!tenants) throw new Error("no tenants here");
  return tenants;
}

const remembered = () => {
  try {
    return localStorage.getItem(OPEN) ?? undefined;
  } catch {
    return undefined;
  }
};

function remember(id: string) {
  try {
    localStorage.setItem(OPEN, id);
  } catch {
    // Which tenant was open is a convenience; the store says by itself when nothing can be kept.
  }
}

export function TenantsProvider({ children }: { children: ReactNode }) {
  const [all, setAll] = useState<Tenant[]>([]);
  const [id, setId] = useState(remembered);
  const [read, setRead] = useState(false);
  const [notices, setNotices] = useState<string[]>([]);
  const waiting = useRef(new Map<string, Tenant>());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const say = useCallback((what: string) => setNotices((before) => (before.includes(what) ? before : [...before, what])), []);
  const denied = useCallback(
    (error: unknown) => say(`The browser keeps nothing: ${whyNot(error)}. Export the tenant before you close the page.`),
    [say],
  );

  useEffect(() => {
    stored()
      .then(({ tenants, left }) => {
        // What was added while the store was read comes first.
        setAll((now) => [...now, ...tenants.filter((tenant) => now.every((other) => other.id !== tenant.id))]);
        left.forEach(say);
      }, denied)
      .finally(() => setRead(true));
  }, [say, denied]);

  const flush = useCallback(() => {
    clearTimeout(timer.current);
    for (const tenant of waiting.current.values()) void keep(tenant).catch(denied);
    waiting.current.clear();
  }, [denied]);

  useEffect(() => {
    addEventListener("pagehide", flush);
    return () => removeEventListener("pagehide", flush);
  }, [flush]);

  const save = useCallback(
    (tenant: Tenant) => {
      waiting.current.set(tenant.id, tenant);
      clearTimeout(timer.current);
      timer.current = setTimeout(flush, PAUSE_MS);
    },
    [flush],
  );

  const open = useMemo(() => all.find((tenant) => tenant.id === id) ?? all[0], [all, id]);
  const choose = useCallback((chosen: string) => {
    remember(chosen);
    setId(chosen);
  }, []);
  const put = useCallback(
    (tenant: Tenant) => {
      const next = settled(tenant);
      save(next);
      setAll((before) => (before.some(({ id }) => id === next.id) ? before.map((old) => (old.id === next.id ? next : old)) : [...before, next]));
    },
    [save],
  );
  const tenants = useMemo<Tenants>(
    () => ({
      read, all, open, notices, choose,
      add: (tenant) => (put(tenant), choose(tenant.id)),
      change: (how) => open && put(how(open)),
      remove: (gone) => {
        waiting.current.delete(gone);
        setAll((before) => before.filter((tenant) => tenant.id !== gone));
        void forget(gone).catch(denied);
      },
    }),
    [read, all, open, notices, choose, put, denied],
  );
  return <Context value={tenants}>{children}</Context>;
}

/** The tenant that is open, on pages that are only shown while one is. */
export function useTenant(): [Tenant, Tenants["change"]] {
  const { open, change } = useTenants();
  if (!open) throw new Error("no tenant is open");
  return [open, change];
}
