// The pages about rules and published codes, which lie beside the modules; fetched when the first is looked at.
import { useEffect, useState } from "react";
import address from "../../pkg/pages.json?url";

let loading: Promise<Record<string, string>> | undefined;

export function useRulePages(): Record<string, string> | undefined {
  const [pages, set] = useState<Record<string, string>>();
  useEffect(() => {
    loading ??= fetch(address).then((response) => response.json() as Promise<Record<string, string>>);
    let here = true;
    loading.then(
      (found) => here && set(found),
      () => void (loading = undefined),
    );
    return () => void (here = false);
  }, []);
  return pages;
}
