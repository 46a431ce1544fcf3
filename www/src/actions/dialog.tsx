// The dialog in which any action is asked for, judged while it is filled in, and taken into the tenant once it is accepted.
import { Suspense, useCallback, useMemo, useState } from "react";
import { Button, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle, Spinner } from "@fluentui/react-components";
import { QuestionField, RequestField } from "../forms/question";
import { useFields } from "../forms/fields";
import { lacking, requestOf, useAction, useInvalid, type Details } from "../forms/use-action";
import { applied, type Effect } from "../tenant/effects";
import { instant } from "../tenant/model";
import { write } from "../tenant/pointer";
import { useTenant, useTenants } from "../tenant/tenants";
import { Badge, Panel, standing, tally } from "../verdict/panel";
import { actionOf, labelOf, titleOf } from "../words";
import { Effects } from "./effects";
import { ErrorSummary } from "./error-summary";
import { ActionFields } from "./fields";

interface Props {
  action: string;
  preset: Details;
  open: boolean;
  close: () => void;
}

export default function ActionDialog(props: Props) {
  const { open } = useTenants();
  return (
    <Dialog open={props.open} onOpenChange={(_, { open }) => !open && props.close()}>
      <DialogSurface className="dialog">
        <Suspense fallback={<Spinner label="Loading…" />}>
          {open && <Inside {...props} />}
        </Suspense>
      </DialogSurface>
    </Dialog>
  );
}

function Inside({ action, preset, close }: Props) {
  const [tenant, change] = useTenant();
  const [details, setDetails] = useState<Details>(() => ({ environment: tenant.environment, ...preset }));
  const [asked, setAsked] = useState(0);
  const [effects, setEffects] = useState<Effect[]>();
  const { wrong, mark } = useInvalid();
  const known = useFieldsOf(action, details);
  const lacks = lacking(action, useFields().actions().get(action) ?? [], known);
  const { facts, verdict, choices } = useAction(tenant, action, known);
  const report = verdict && "report" in verdict ? verdict.report : undefined;
  const stands = standing(verdict, wrong.size, lacks.length);

  const answer = useCallback((at: string, value: unknown) => change((tenant) => ({ ...tenant, facts: write(tenant.facts, at, value) })), [change]);
  const accept = () => {
    setAsked((times) => times + 1);
    if (stands !== "ready") return;
    const made = applied(tenant.facts, requestOf(tenant.actor, action, known), instant(tenant));
    setEffects(made.effects);
    change((tenant) => ({ ...tenant, facts: made.facts, past: [...past(tenant, action, known, instant(tenant)), ...tenant.past] }));
  };

  if (effects) {
    return (
      <DialogBody>
        <DialogTitle>{titleOf(action, known)}: accepted</DialogTitle>
        <DialogContent>
          <Effects effects={effects} />
        </DialogContent>
        <DialogActions>
          <Button appearance="primary" onClick={close} ref={(done) => done?.focus()}>Done</Button>
        </DialogActions>
      </DialogBody>
    );
  }
  return (
    <DialogBody>
      <DialogTitle>{titleOf(action, known)}</DialogTitle>
      <DialogContent>
        <p className="quiet">
          Asked for by <strong>{tenant.actor ?? "nobody yet"}</strong>. Nothing leaves your browser: what is accepted changes the tenant kept here.
        </p>
        {asked > 0 && stands !== "ready" && <ErrorSummary key={asked} stands={stands} verdict={verdict} wrong={wrong} lacks={lacks} fieldPrefix="field-" />}
        <div className="fields">
          <ActionFields tenant={tenant} action={action} facts={facts} details={known} choices={choices} report={report}
            change={(field, value) => setDetails((before) => ({ ...before, [field]: value }))} invalid={mark} />
        </div>
        <div className="verdict-line" role="status">
          <Badge verdict={verdict} invalid={wrong.size} lacks={lacks.length} /> {report && <span className="quiet">{tally(report)}</span>}
        </div>
        {lacks.length > 0 && <p>Still to choose: {lacks.map(labelOf).join(", ")}</p>}
        <Panel verdict={verdict} open={choices} invalid={wrong.size} facts={facts}
          field={(place) => (place.at.startsWith("/request/") ? <RequestField place={place} /> : <QuestionField place={place} facts={facts} answer={answer} invalid={mark} />)} />
      </DialogContent>
      <DialogActions>
        <Button onClick={close}>Cancel</Button>
        <Button appearance="primary" onClick={accept}>{actionOf(action)}</Button>
      </DialogActions>
    </DialogBody>
  );
}

/** The details that belong to the action. A preset may know more, such as the environment of the page. */
function useFieldsOf(action: string, details: Details): Details {
  const fields = useFields();
  const text = JSON.stringify(details);
  return useMemo(() => Object.fromEntries(Object.entries(JSON.parse(text) as Details).filter(([name]) => fields.actions().get(action)?.includes(name))), [text, fields, action]);
}

function past(tenant: { actor: string | undefined }, action: string, details: Details, at: string) {
  const machine = details.machine;
  return typeof machine === "string" ? [{ at, machine, actor: tenant.actor ?? "", what: actionOf(action).toLowerCase() }] : [];
}
