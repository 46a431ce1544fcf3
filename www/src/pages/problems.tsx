// An error code or a pasted message becomes an explanation; machines of the tenant with trouble are diagnosed.
import { useDeferredValue, useMemo, useState } from "react";
import { Field, Textarea } from "@fluentui/react-components";
import type { Explanation } from "greenlight/whole";
import { useAnswer } from "../engine/use";
import { to } from "../routes";
import { Answered, Head, State } from "../shell/parts";
import { value } from "../tenant/model";
import { useTenants } from "../tenant/tenants";
import { useRulePages } from "../shell/rule-pages";
import { Markdown } from "../shell/markdown";
import { Published } from "./parts/diagnosis";

const WELL = ["active", "provisioning", "restarting", undefined];

export default function Problems({ rest: [code = ""] }: { rest: string[] }) {
  const { open } = useTenants();
  const [text, setText] = useState(code);
  const wanted = useDeferredValue(text.trim());
  const request = useMemo(() => (wanted === "" ? undefined : { code: wanted }), [wanted]);
  const answer = useAnswer("explain", request, 200);
  const troubled = Object.entries(open?.facts.machines ?? {}).filter(([, machine]) => !WELL.includes(value(machine.status)) || ![undefined, "none"].includes(value(machine.error)));
  return (
    <>
      <Head title="Problems">What an error means, what causes it, whether waiting helps, and whether it could have been foreseen.</Head>
      <section className="card">
        <Field label="Error code, number, or the message as it stands" hint="Such as endpointCheckFailed, or a whole message that holds a code">
          <Textarea value={text} resize="vertical" onChange={(_, { value }) => setText(value)} />
        </Field>
        {request && <Answered answer={answer}>{(explanation) => <Explained explanation={explanation} />}</Answered>}
      </section>
      {open && (
        <section className="card">
          <h2>Machines with trouble</h2>
          {troubled.length === 0 ? <p>None of the machines that are known has any.</p> : (
            <ul className="can">
              {troubled.map(([name, machine]) => (
                <li key={name}>
                  <span className="name"><a href={to("machine", name)}>{name}</a></span>
                  <State word={value(machine.status)} />
                  <span className="why">{value(machine.error) !== undefined && <code>{value(machine.error)}</code>}</span>
                </li>
              ))}
            </ul>
          )}
        </section>
      )}
    </>
  );
}

function Explained({ explanation }: { explanation: Explanation }) {
  const pages = useRulePages();
  const codes = "codes" in explanation ? explanation.codes : [explanation];
  return codes.map((code) => {
    const page = pages?.[code.code];
    if (page) return <Markdown key={code.code} text={page} />;
    return "family" in code ? <p key={code.code}><a href={to("rulebook", code.code)}>{code.code}</a></p> : <Published key={code.code} code={code} />;
  });
}
