// Starts the portal.
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app";
import { load } from "./engine/small";
import { pageOf } from "./routes";

// Module and page are asked for at once, and not one after the other; whoever needs them says what went wrong.
load().catch(() => undefined);
const page = pageOf(location.hash)?.load() ?? Promise.resolve();

// What is drawn before its page is there would show for a third of a second that it waits.
void page.catch(() => undefined).then(() => {
  const root = document.getElementById("root");
  if (!root) return;
  // What was mended by drawing again is told with what went wrong, and not only that something did.
  const onRecoverableError = (error: unknown) => console.error(error instanceof Error && error.cause ? error.cause : error);
  createRoot(root, { onRecoverableError }).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
});
