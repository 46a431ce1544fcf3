// A tenant that came in a link: looked at before it is kept.
import { useEffect, useState } from "react";
import { Button, Spinner } from "@fluentui/react-components";
import { to } from "../routes";
import { Head } from "../shell/parts";
import { fromLink } from "../tenant/share";
import { names, type Tenant } from "../tenant/model";
import { useTenants } from "../tenant/tenants";
import { count, sentence } from "../words";

export default function Share({ rest: [text = ""] }: { rest: string[] }) {
  const { add } = useTenants();
  const [found, set] = useState<Tenant | string>();
  useEffect(() => void fromLink(text).then(set), [text]);
  if (found === undefined) return <Spinner label="Reading the link…" />;
  if (typeof found === "string") return <Head title="The link cannot be read"><strong>Error:</strong> {sentence(found)}. <a href={to("")}>Go to the start page</a>.</Head>;
  const keep = () => {
    add(found);
    location.hash = to("");
  };
  return (
    <Head title={`Take “${found.name}”?`} commands={<Button appearance="primary" onClick={keep}>Take it</Button>}>
      The link holds a tenant with {count(names(found, "machines").length, "machine")}, {count(names(found, "people").length, "person", "people")} and {count(names(found, "environments").length, "environment")}.
      It is kept in this browser once you take it.
    </Head>
  );
}
