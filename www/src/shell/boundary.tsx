// Catches a page that fails, so that the rest of the portal stays usable and nothing stale stays on the screen.
import { Component, type ReactNode } from "react";
import { Button, MessageBar, MessageBarBody, MessageBarTitle } from "@fluentui/react-components";
import { to } from "../routes";

export class Boundary extends Component<{ children: ReactNode }, { error: unknown }> {
  override state = { error: undefined as unknown };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    if (this.state.error === undefined) return this.props.children;
    const { error } = this.state;
    return (
      <MessageBar intent="error" layout="multiline">
        <MessageBarBody>
          <MessageBarTitle>Error: this page failed.</MessageBarTitle>
          {error instanceof Error ? error.message : String(error)}. Where a tenant made by hand is open, the <a href={to("")}>start page</a> exports or deletes it. <Button onClick={() => location.reload()}>Reload</Button>
        </MessageBarBody>
      </MessageBar>
    );
  }
}
