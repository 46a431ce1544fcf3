// The focus of a keyboard when what had it is gone: it goes to the page, and not to the beginning of the document.
import { useEffect, useRef } from "react";

/** Moves a focus that was lost into the page, once something else is shown than before. */
export function useFocusKept(shown: unknown) {
  const last = useRef(shown);
  useEffect(() => {
    if (last.current !== shown && document.activeElement === document.body) document.getElementById("content")?.focus();
    last.current = shown;
  }, [shown]);
}
