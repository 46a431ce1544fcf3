/** The pages of the rules, which are part of what is explained, and lie beside the module. */

import { GreenlightError } from "./errors.js";
import { unpacked } from "./load.js";

/** The pages, once they are loaded. */
export class Pages {
  #loading: Promise<void> | undefined;
  #pages: Readonly<Record<string, string>> | undefined;
  #cause: unknown;

  /** Loads them, once. That they cannot be loaded is told to who asks for one: nothing else needs them. */
  load(): Promise<void> {
    this.#loading ??= this.#load().catch((error: unknown) => {
      this.#cause = error;
      this.#loading = undefined;
    });
    return this.#loading;
  }

  async #load(): Promise<void> {
    const { data } = await import("./data/pages.js");
    this.#pages = JSON.parse(new TextDecoder().decode(await unpacked(data))) as Record<string, string>;
  }

  /** What is said about a code, with the page where it is a rule's. */
  added(explanation: string): string {
    const { code, family } = JSON.parse(explanation) as { code?: string; family?: string };
    if (code === undefined || family === undefined) return explanation;
    const page = this.#pages?.[code];
    if (page === undefined) throw new GreenlightError("pages", `the page of ${code} is not there`, HELP, this.#cause);
    // A page is the last that is said about a rule.
    return `${explanation.slice(0, -1)},"page":${JSON.stringify(page)}}`;
  }
}

const HELP = "`await init()` loads the pages of rules; see that it can load `data/pages.js` of the package";
