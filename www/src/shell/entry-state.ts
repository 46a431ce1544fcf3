// What is half filled in stays with its place in the browser's history: it is there again after going back, going forward or loading anew.
import { useEffect } from "react";

/** Browsers take few of these in a second. */
const PAUSE_MS = 150;

/** What was filled in here before, if it was filled in for the same. */
export function remembered<T extends object>(whose: string): Partial<T> {
  const { whose: before, filled } = (history.state ?? {}) as { whose?: unknown; filled?: T };
  return before === whose && typeof filled === "object" && filled !== null ? filled : {};
}

/** Keeps what is filled in with this place; nothing of it once it is done. */
export function useRemembered(whose: string, filled: object | undefined) {
  const text = JSON.stringify(filled);
  useEffect(() => {
    const here = location.hash;
    // What was typed last belongs to the place where it was typed.
    const keep = () => location.hash === here && history.replaceState(text === undefined ? null : { whose, filled: JSON.parse(text) as object }, "");
    const timer = setTimeout(keep, PAUSE_MS);
    addEventListener("pagehide", keep);
    return () => (clearTimeout(timer), removeEventListener("pagehide", keep));
  }, [whose, text]);
}
