// Light or dark: as the system says, unless the visitor chose.
import { useEffect, useState, useSyncExternalStore } from "react";
import { createDarkTheme, createLightTheme, type BrandVariants, type Theme } from "@fluentui/react-components";

const GREEN: BrandVariants = {
  10: "#021107", 20: "#0a2113", 30: "#0d331c", 40: "#0f4225", 50: "#10512d", 60: "#116136", 70: "#11713f", 80: "#0f7a43",
  90: "#248a52", 100: "#3f9a65", 110: "#58a979", 120: "#71b88e", 130: "#8ac7a2", 140: "#a4d5b7", 150: "#bfe3cc", 160: "#daf0e2",
};

export type Choice = "system" | "light" | "dark";

const dark = matchMedia("(prefers-color-scheme: dark)");
const KEY = "greenlight.theme";

function subscribe(hear: () => void) {
  dark.addEventListener("change", hear);
  return () => dark.removeEventListener("change", hear);
}

function chosen(): Choice {
  try {
    const kept = localStorage.getItem(KEY);
    return kept === "light" || kept === "dark" ? kept : "system";
  } catch {
    return "system";
  }
}

const LIGHT = createLightTheme(GREEN);
const DARK: Theme = { ...createDarkTheme(GREEN), colorBrandForeground1: GREEN[120], colorBrandForegroundLink: GREEN[130], colorBrandForegroundLinkHover: GREEN[140] };

/** The theme, what the visitor chose, and how to choose. */
export function useTheme(): { theme: Theme; choice: Choice; choose: (choice: Choice) => void } {
  const system = useSyncExternalStore(subscribe, () => dark.matches);
  const [choice, set] = useState(chosen);
  const isDark = choice === "dark" || (choice === "system" && system);
  useEffect(() => void (document.documentElement.dataset.theme = isDark ? "dark" : "light"), [isDark]);
  const choose = (next: Choice) => {
    set(next);
    try {
      localStorage.setItem(KEY, next);
    } catch {
      // It holds for this visit.
    }
  };
  return { theme: isDark ? DARK : LIGHT, choice, choose };
}
