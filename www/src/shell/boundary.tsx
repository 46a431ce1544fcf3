// Catches a page that fails, so that the rest of the portal stays usable and nothing stale stays on the screen.
import { Component, type ReactNode } from "react";
import { Button } from "@fluentui/react-components";
import { to } from "../routes";
import { Head } from "./parts";

/** What browsers say where a script does not come. */
const UNFETCHED = /dynamically imported module|module script failed|preload CSS/i;

export class Boundary extends Component<{ children: ReactNode }, { error: unknown }> {
  override state = { error: undefined as unknown };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    if (this.state.error === undefined) return this.props.children;
    const { error } = this.state;
    if (error instanceof TypeError && UNFETCHED.test(error.message)) {
      return (
        <Head title="This page could not be fetched" commands={<Button appearance="primary" onClick={() => location.reload()}>Reload</Button>}>
          <strong>Error:</strong> you may be offline, or the portal was renewed meanwhile. What you changed is kept.
        </Head>
      );
    }
    return (
      <Head title="Error: this page failed" commands={<Button appearance="primary" onClick={() => location.reload()}>Reload</Button>}>
        {error instanceof Error ? error.message : String(error)}. Where a tenant made by hand is open, the <a href={to("")}>start page</a> exports or deletes it.
      </Head>
    );
  }
}
