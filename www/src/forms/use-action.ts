// An action as it is being asked for: its verdict at every moment, and what is open about it.
import { useCallback, useMemo, useRef, useState } from "react";
import type { Case, Open, OpenPlace, Request } from "greenlight/whole";
import { useAnswer, useVerdict } from "../engine/use";
import { heavy, judge, rules } from "../engine/small";
import { caseOf, type Tenant } from "../tenant/model";
import { pointer, write } from "../tenant/pointer";
import { plain, sentence } from "../words";
import type { Fields } from "./fields";
import type { Option } from "./fact-input";

export type Details = Record<string, unknown>;

/** The request of a person for an action; while nobody acts, who does is open as any other field is. */
export const requestOf = (actor: string | undefined, action: string, details: Details): Request =>
  ({ ...(actor ? { actor } : {}), [action]: Object.fromEntries(Object.entries(details).filter(([, given]) => given !== undefined && given !== "")) }) as unknown as Request;

/** Judges an action on a tenant. */
export function useAction(tenant: Tenant, action: string, details: Details) {
  const facts = useMemo(() => caseOf(tenant, requestOf(tenant.actor, action, details)), [tenant, action, details]);
  const verdict = useVerdict(facts);
  const judged = verdict !== undefined && "report" in verdict;
  const asked = useMemo(() => (judged ? { case: facts } : undefined), [facts, judged]);
  // What is open takes longer than a frame, so that it is asked of the worker once typing pauses.
  const answer = useAnswer("open", asked, 250);
  // What each choice leads to is kept until the newer answer is there: it only enables and disables, and the verdict is judged apart.
  const last = useRef<Open>(undefined);
  if (answer && "answer" in answer) last.current = answer.answer;
  return { facts, verdict, choices: last.current };
}

/** What can be chosen at a place of the request, with reasons where it cannot. */
export function optionsAt(facts: Case, at: string, known: readonly string[], choices: Open | undefined): Option[] {
  const place = choices?.fields.find((field) => field.at === at);
  return known.map((name) => {
    const choice = place?.choices?.find((one) => one.value === name);
    const impossible = choice?.verdict === "impossible" ? reason(facts, at, name, choice.because ?? []) : undefined;
    return { value: name, title: name, ...(impossible ? { impossible } : {}) };
  });
}

/** The choices of a question, where they can be listed one by one. */
export function optionsOf(facts: Case, place: OpenPlace, fields: Fields): Option[] | undefined {
  const listed = place.choices?.filter((choice) => choice.value !== undefined && choice.value !== null && !choice.span);
  if (!listed || listed.length === 0 || listed.length !== place.choices?.length) return undefined;
  return listed.map((choice) => ({
    value: choice.value,
    title: typeof choice.value === "boolean" ? (choice.value ? "Yes" : "No") : fields.title(place.at, choice.value),
    ...(choice.verdict === "impossible" ? { impossible: reason(facts, place.at, choice.value, choice.because ?? []) } : {}),
  }));
}

/** Why something cannot be chosen: what the rules say once it is. */
function reason(facts: Case, at: string, chosen: unknown, because: readonly string[]): string {
  const verdict = heavy(facts) ? undefined : judge(write(facts, at, chosen));
  const found = verdict && "report" in verdict ? verdict.report.findings.filter((finding) => finding.level === "error" && because.includes(finding.code)) : [];
  if (found.length > 0) return found.map((finding) => sentence(finding.message)).join(". ").replaceAll("`", "");
  return because.map((code) => plain(rules().get(code)?.name ?? code)).join("; ") || "no completion of the case is ready with it";
}

/** The fields of a form that hold something which cannot be read. */
export function useInvalid() {
  const [wrong, set] = useState<ReadonlyMap<string, string>>(new Map());
  const mark = useCallback((key: string, what: string | undefined) => {
    set((before) => {
      if (before.get(key) === what) return before;
      const next = new Map(before);
      if (what === undefined) next.delete(key);
      else next.set(key, what);
      return next;
    });
  }, []);
  return { wrong, mark };
}

/** Where a field of an action stands in the case. */
export const fieldAt = (action: string, field: string): string => pointer("request", action, field);

/** Fields that may stay empty: the service has something that holds without them. */
const OPTIONAL = new Set(["description", "count", "committed_bots", "max_bots", "work_accounts", "account", "level", "seats", "flow"]);

/** The fields that an action cannot do without, and that are empty. Rules do not ask for all of them: without a person, nobody is shared with. */
export function lacking(action: string, fields: readonly string[], details: Details): string[] {
  const has = (field: string) => details[field] !== undefined && details[field] !== "";
  const either = fields.includes("machine") && fields.includes("group") && action !== "add-to-group";
  if (either && !has("machine") && !has("group")) return ["machine"];
  const may = (field: string) =>
    OPTIONAL.has(field) ||
    (either && ["machine", "group"].includes(field)) ||
    (field === "network" && action !== "create-network" && !action.endsWith("share-network")) ||
    (field === "image" && action === "edit-group") ||
    (field === "environment" && action === "start-trial" && details.trial !== "hosted-rpa-addon");
  return fields.filter((field) => !may(field) && !has(field));
}
