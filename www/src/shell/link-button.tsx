// A link that looks like a button.
import type { ReactNode } from "react";

export const LinkButton = ({ href, primary, children }: { href: string; primary?: boolean; children: ReactNode }) => (
  <a className={primary ? "link-button primary" : "link-button"} href={href}>
    {children}
  </a>
);
