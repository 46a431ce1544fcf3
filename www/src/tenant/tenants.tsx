// The tenants of this browser as React sees them: one is open, every change is kept.
import { createContext, use, useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { settled, type Tenant } from "./model";
import { note } from "./journal";
import { forget, keep, onChanged, stored, whyNot } from "./store";

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

/** A tenant in the place of its older state, or behind the others. */
const placed = (all: Tenant[], next: Tenant): Tenant[] =>
  all.some(({ id }) => id === next.id) ? all.map((old) => (old.id === next.id ? next : old)) : [...all, next];

export function TenantsProvider({ children }: { children: ReactNode }) {
  const [all, setAll] = useState<Tenant[]>([]);
  const [id, setId] = useState(remembered);
  const [read, setRead] = useState(false);
  const [notices, setNotices] = useState<string[]>([]);
  /** What storage has not heard of yet, and what it has not answered for yet. */
  const waiting = useRef(new Map<string, Tenant>());
  const keeping = useRef(new Map<string, Tenant>());
  /** What is on the screen once everything that happened is drawn: several changes in one event build on each other. */
  const latest = useRef<Tenant[]>([]);
  const show = useCallback((how: (before: Tenant[]) => Tenant[]) => setAll((latest.current = how(latest.current))), []);
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
        show((now) => [...now, ...tenants.filter((tenant) => now.every((other) => other.id !== tenant.id))]);
        left.forEach(say);
      }, denied)
      .finally(() => setRead(true));
  }, [say, denied, show]);

  const flush = useCallback(() => {
    clearTimeout(timer.current);
    for (const tenant of waiting.current.values()) {
      keeping.current.set(tenant.id, tenant);
      const ended = () => void (keeping.current.get(tenant.id) === tenant && keeping.current.delete(tenant.id));
      void keep(tenant).catch(denied).finally(ended);
    }
    waiting.current.clear();
  }, [denied]);

  useEffect(() => {
    // A page that goes may not see the store answer: what is not kept by then is noted, which takes no waiting.
    const leave = () => {
      note([...keeping.current.values(), ...waiting.current.values()]);
      flush();
    };
    const hidden = () => document.visibilityState === "hidden" && leave();
    addEventListener("pagehide", leave);
    document.addEventListener("visibilitychange", hidden);
    return () => {
      removeEventListener("pagehide", leave);
      document.removeEventListener("visibilitychange", hidden);
    };
  }, [flush]);

  // What another tab kept is shown here as well, unless something newer is about to be kept from here. As whom and where this tab acts stays.
  useEffect(
    () => onChanged((tenant, id) => {
      if (waiting.current.has(id)) return;
      const here = latest.current.find((other) => other.id === id);
      const seen = tenant && settled({ ...tenant, actor: here?.actor ?? tenant.actor, environment: here?.environment ?? tenant.environment });
      show((before) => (seen ? placed(before, seen) : before.filter((other) => other.id !== id)));
    }),
    [show],
  );

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
      show((before) => placed(before, next));
    },
    [save, show],
  );
  const tenants = useMemo<Tenants>(
    () => ({
      read, all, open, notices, choose,
      add: (tenant) => (put(tenant), choose(tenant.id)),
      change: (how) => {
        const now = latest.current.find((tenant) => tenant.id === open?.id);
        if (now) put(how(now));
      },
      remove: (gone) => {
        waiting.current.delete(gone);
        keeping.current.delete(gone);
        show((before) => before.filter((tenant) => tenant.id !== gone));
        void forget(gone).catch(denied);
      },
    }),
    [read, all, open, notices, choose, put, denied, show],
  );
  return <Context value={tenants}>{children}</Context>;
}

/** The tenant that is open, on pages that are only shown while one is. */
export function useTenant(): [Tenant, Tenants["change"]] {
  const { open, change } = useTenants();
  if (!open) throw new Error("no tenant is open");
  return [open, change];
}
