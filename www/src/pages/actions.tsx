// Every action of the engine, to be asked for as the acting person.
import { Suspense, useEffect } from "react";
import { Spinner } from "@fluentui/react-components";
import { AskFor, useAsk } from "../actions/ask";
import { useFields } from "../forms/fields";
import { Head } from "../shell/parts";
import { useTenant } from "../tenant/tenants";
import { actionOf } from "../words";

/** What actions are about; one that is of none of these stands under the last. */
const KINDS: [string, RegExp][] = [
  ["Machines", /machine$|browser|restart|^edit$|^delete$|maintenance|add-to-group/],
  ["Runs", /run|flow|priority/],
  ["Images and networks", /image|network/],
  ["Machine groups", /group/],
  ["Licences and environment", /./],
];

export default function Actions({ rest: [action] }: { rest: string[] }) {
  const [tenant] = useTenant();
  return (
    <>
      <Head title="All actions">Everything that rules judge. Each is asked for as <strong>{tenant.actor ?? "nobody yet"}</strong>; what is accepted changes the tenant kept in this browser.</Head>
      <Suspense fallback={<Spinner label="Loading…" />}>
        <All opened={action} />
      </Suspense>
    </>
  );
}

function All({ opened }: { opened: string | undefined }) {
  const actions = [...useFields().actions().keys()];
  const ask = useAsk();
  const known = opened !== undefined && actions.includes(opened);
  useEffect(() => {
    if (known) ask(opened);
  }, [known, opened, ask]);
  const kindOf = (action: string) => KINDS.find(([, fits]) => fits.test(action))?.[0];
  return KINDS.map(([kind]) => (
    <section key={kind} className="card">
      <h2>{kind}</h2>
      <div className="commands">
        {actions.filter((action) => kindOf(action) === kind).map((action) => <AskFor key={action} action={action}>{actionOf(action)}</AskFor>)}
      </div>
    </section>
  ));
}
