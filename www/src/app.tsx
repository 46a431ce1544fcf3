// The frame around every page: who and where the visitor is, the navigation, the page.
import { printable } from "greenlight/printable";
import { Suspense, useEffect, useMemo, useRef } from "react";
import { FluentProvider, MessageBar, MessageBarBody, Spinner } from "@fluentui/react-components";
import { AskProvider } from "./actions/ask";
import { ROUTES, to } from "./routes";
import { useAddress } from "./shell/address";
import { Boundary } from "./shell/boundary";
import { useFocusKept } from "./shell/focus";
import { Header } from "./shell/header";
import { Navigation } from "./shell/navigation";
import { useTheme } from "./shell/theme";
import { TenantsProvider, useTenants } from "./tenant/tenants";

export function App() {
  const { theme, choice, choose } = useTheme();
  return (
    <FluentProvider theme={theme} className="portal">
      <TenantsProvider>
        <a className="skip" href="#content" onClick={(event) => (event.preventDefault(), document.getElementById("content")?.focus())}>
          Skip to the page
        </a>
        <Header theme={choice} choose={choose} />
        <Navigation />
        <Content />
      </TenantsProvider>
    </FluentProvider>
  );
}

function Content() {
  const [path, ...rest] = useAddress();
  const { open, read, notices } = useTenants();
  const found = ROUTES.find((route) => route.path === path);
  useFocusKept(open?.id);
  const content = useRef<HTMLElement>(null);
  const first = useRef(true);
  const address = [path, ...rest].join("/");

  useEffect(() => {
    document.title = printable(`${[rest[0], found?.title ?? "Not found"].filter(Boolean).join(" – ")} – Greenlight`);
    // A page that was gone to is read from its beginning, by eyes and by screen readers.
    if (!first.current) {
      content.current?.focus();
      scrollTo(0, 0);
    }
    first.current = false;
    // The parts of the address are new at every drawing; its text is not.
  }, [address, found]);

  // Chosen once for each address: what is on the screen stays the same component.
  const Page = useMemo(() => found?.page(), [found, address]);
  return (
    <main id="content" ref={content} tabIndex={-1}>
      {notices.map((notice) => (
        <MessageBar key={notice} intent="warning" layout="multiline" className="notice">
          <MessageBarBody>{notice}</MessageBarBody>
        </MessageBar>
      ))}
      <AskProvider>
        {/* What is half filled in for one tenant is not asked of another. */}
        <Boundary key={found?.alone ? address : `${open?.id ?? ""}/${address}`}>
          <Suspense fallback={<Waiting />}>
            {!found || !Page ? <NotFound /> : found.alone || open ? <Page rest={rest} /> : read ? <NoTenant title={found.title} /> : <Waiting />}
          </Suspense>
        </Boundary>
      </AskProvider>
    </main>
  );
}

const Waiting = () => (
  <div className="waiting">
    <Spinner label="Loading…" />
  </div>
);

const NotFound = () => (
  <>
    <h1>There is no such page</h1>
    <p>
      The address may be mistyped. <a href={to("")}>Go to the start page</a>.
    </p>
  </>
);

const NoTenant = ({ title }: { title: string }) => (
  <>
    <h1>{title}</h1>
    <p>
      No tenant is open yet. <a href={to("")}>Drop files on the start page, or take the example tenant</a>.
    </p>
  </>
);
