// A button that copies a text and says so.
import { useEffect, useState } from "react";
import { Button } from "@fluentui/react-components";

/** A long text is put together once it is wanted. */
export function Copy({ text, children = "Copy" }: { text: string | (() => string); children?: string }) {
  const [said, say] = useState<string>();
  useEffect(() => {
    const timer = setTimeout(() => say(undefined), 3000);
    return () => clearTimeout(timer);
  }, [said]);
  const copy = () =>
    void navigator.clipboard.writeText(typeof text === "string" ? text : text()).then(
      () => say("Copied"),
      () => say("The browser does not allow it: select the text"),
    );
  return (
    <Button size="small" onClick={copy}>
      <span aria-live="polite">{said ?? children}</span>
    </Button>
  );
}
