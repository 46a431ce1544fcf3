// Starts the portal.
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app";
import { load } from "./engine/small";

// Asked for ahead of the first page that needs it.
load().catch(() => undefined);

const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
