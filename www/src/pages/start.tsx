// Where everything begins: drop files, or take the example; then what is known of the tenant, and what is missing.
import { Suspense, useId, useRef, useState, type DragEvent } from "react";
import { Button, Field, Input, MessageBar, MessageBarBody, Spinner } from "@fluentui/react-components";
import { Head } from "../shell/parts";
import { filesOf, readFiles, type Outcome } from "../tenant/files";
import { empty, type Tenant } from "../tenant/model";
import type { Hints } from "../tenant/reading";
import { useTenants } from "../tenant/tenants";
import { count } from "../words";
import { Missing } from "./parts/missing";
import { Overview } from "./parts/overview";
import { ReadReport } from "./parts/read-report";

export default function Start() {
  const { open, add, read } = useTenants();
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>();
  const [hints, setHints] = useState<Hints>({});
  const last = useRef<readonly File[]>([]);
  const take = async (files: readonly File[], told = hints) => {
    if (files.length === 0) return;
    last.current = files;
    setBusy(true);
    const next = await readFiles(files, open, told);
    if (next.tenant) add(next.tenant);
    setOutcome(next);
    setBusy(false);
  };
  const vouch = (call: string) => {
    const told = { ...hints, whole: [...new Set([...(hints.whole ?? []), call])] };
    setHints(told);
    void take(last.current, told);
  };
  const example = async () => add((await import("../tenant/example.json")).default as unknown as Tenant);
  const trouble = outcome?.read.filter(({ problems }) => problems.length > 0) ?? [];
  return (
    <>
      <Head title={open ? open.name : "Will it work, before anyone waits for it"}>
        {open
          ? "What is known of the tenant, where it was read, and what is still missing."
          : "Everything about hosted machines on your own tenant: whether one can be created and used, why not, what to change, and what would happen over time. It is computed in your browser; nothing leaves it."}
      </Head>
      {open && <Overview tenant={open} />}
      <DropZone take={take} busy={busy} open={open !== undefined} />
      {!open && (
        <div className="commands">
          <Button appearance="primary" size="large" disabled={!read} onClick={() => void example()}>Take the example tenant</Button>
          <Button size="large" disabled={!read} onClick={() => add(empty("My tenant"))}>Begin with an empty tenant</Button>
        </div>
      )}
      {outcome?.refused.map((why) => (
        <MessageBar key={why} intent="error" layout="multiline" className="notice">
          <MessageBarBody>Error: {why}</MessageBarBody>
        </MessageBar>
      ))}
      {outcome?.tenant && (
        <MessageBar intent={trouble.length > 0 ? "warning" : "success"} layout="multiline" className="notice">
          <MessageBarBody>
            {trouble.length > 0 ? `Warning: something in ${trouble.map(({ name }) => name).join(", ")} was not read; see below` : "The files were read"}{outcome.changed > 0 ? `; ${count(outcome.changed, "fact")} known before ${outcome.changed === 1 ? "is" : "are"} different now` : ""}.
          </MessageBarBody>
        </MessageBar>
      )}
      <details className="more" open={hints.whole !== undefined || undefined}>
        <summary>What files do not say by themselves</summary>
        <div className="fields">
          {HINTS.map(([hint, label, says]) => (
            <Field key={hint} label={label} hint={says}><Input value={hints[hint] ?? ""} onChange={(_, { value }) => setHints(without({ ...hints, [hint]: value }))} /></Field>
          ))}
        </div>
        {hints.whole && <p>You vouch that these lists are whole{last.current.length === 0 && ", from the next drop on"}: {hints.whole.join(", ")}. <Button size="small" onClick={() => setHints(({ whole: _, ...others }) => others)}>Take that back</Button></p>}
      </details>
      {open && open.files.length > 0 && <ReadReport tenant={open} vouch={vouch} />}
      {open && <Suspense fallback={<section className="card"><h2>What is missing</h2><p>Judging…</p></section>}><Missing tenant={open} /></Suspense>}
    </>
  );
}

const HINTS = [
  ["environment", "Environment of such files", "Where a file does not say of which it is"],
  ["person", "Person of such files", "Where a file does not say of whom it is"],
  ["image", "VM image", "Where several are made of one image definition"],
  ["network", "Network connection", "Where one virtual network has several"],
] as const;

const without = (hints: Hints): Hints => Object.fromEntries(Object.entries(hints).filter(([, given]) => given !== "")) as Hints;

function DropZone({ take, busy, open }: { take: (files: readonly File[]) => Promise<void>; busy: boolean; open: boolean }) {
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void filesOf(event.dataTransfer).then(take);
  };
  return (
    <div className="drop" data-over={over} onDragOver={(event) => (event.preventDefault(), setOver(true))} onDragLeave={() => setOver(false)} onDrop={drop}>
      <p>
        <strong>{open ? "Drop files again to refresh or add to what is known" : "Drop files or a folder here"}</strong>
      </p>
      <p className="quiet">Answers of <code>az</code>, Azure Resource Manager, Microsoft Graph, Dataverse and the Power Platform API as JSON; a case; or a tenant exported from this page.</p>
      <label className="visually-hidden" htmlFor={id}>Files to read</label>
      <input id={id} ref={input} type="file" multiple className="visually-hidden" tabIndex={-1} onChange={(event) => {
        const files = [...(event.target.files ?? [])];
        event.target.value = "";
        void take(files);
      }} />
      {busy ? <Spinner size="small" label="Reading…" /> : <Button onClick={() => input.current?.click()}>Choose files</Button>}
    </div>
  );
}
