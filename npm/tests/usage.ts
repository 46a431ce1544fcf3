// How a program in TypeScript uses the package: compiled by the tests, never run.
import init, { check, engine, objects, GreenlightError, type Case, type CaseInput, type CheckRequest, type Errors, type Finding } from "greenlight";
import initWhole, { Cancelled as Stopped, simulate, type BlobLike } from "greenlight/whole";
import { initSync } from "greenlight/slim";
import module from "greenlight/greenlight_bg.wasm";

await init();
await init("https://example.org/greenlight_bg.wasm");
initSync(module);
initSync({ module: new Uint8Array(8) });
const whole = await initWhole();

const facts: Case = {
  as_of: "2024-02-12",
  tenant: { country: "FR", custom_networks: { at_least: 4 } },
  people: { "maker-a": { plans: ["power-automate-premium"] } },
  environments: { prod: { geography: { value: "europe", attested: { by: "An administrator" } } } },
  request: { actor: "maker-a", "create-machine": { environment: "prod", image: "default" } },
};
const request: CheckRequest = { case: facts, options: { all: true } };

const report = objects.check(request);
if ("error" in report) {
  const place: string = report.error.at;
  throw new Error(place);
}
const broken: Finding[] = report.findings.filter((finding) => finding.level === "error");
const open: string[] = report.questions.map((question) => question.at);
const text: string = check(JSON.stringify(request));

// What cannot be changed is taken, a `Date` is an instant, and what is `undefined` is absent.
const fixed = {
  as_of: new Date(0),
  tenant: undefined,
  people: { "maker-a": { plans: ["power-automate-premium"] } },
  request: { actor: "maker-a", "create-machine": { environment: "prod", name: undefined } },
} as const satisfies CaseInput;
const checked = engine.check({ case: fixed });
if (checked.ok) {
  const outcome: "ready" | "blocked" | "needs-facts" = checked.report.outcome;
  void outcome;
} else {
  const errors: Errors = checked.errors;
  const first: string = errors[0].message;
  void [first, checked.report?.outcome];
}
const explained = whole.explain({ code: "IMG004" });
if (explained.ok) void explained.answer;

try {
  simulate("{}", { progress: (done, total) => done < total });
} catch (error) {
  if (error instanceof GreenlightError && error.code === "trapped") throw error;
}

// @ts-expect-error A misspelt fact.
const misspelt: Case = { tenant: { contry: "FR" } };
// @ts-expect-error A word that is not one of those allowed.
const unheard: Case = { tenant: { cloud: "cumulus" } };
// @ts-expect-error An outcome that does not exist.
const never: boolean = report.outcome === "perhaps";
// @ts-expect-error Two actions.
const two: CaseInput = { request: { actor: "a", restart: {}, delete: {} } };
// @ts-expect-error No action.
const none: CaseInput = { request: { actor: "a" } };
// @ts-expect-error A code that does not exist.
const code: boolean = new GreenlightError("missing", "", "").code === "lost";

export { broken, code, misspelt, never, none, open, text, two, unheard };

// What stands on the engine is what frameworks take.
import type { StandardJSONSchemaV1, StandardSchemaV1 } from "@standard-schema/spec";
import { createForm, type Form, type FormState } from "greenlight/form";
import { useField, useFormState } from "greenlight/react";
import { greenlightResolver } from "greenlight/react-hook-form";
import { standardCase } from "greenlight/standard-schema";

const schema: StandardSchemaV1<CaseInput> & StandardJSONSchemaV1<CaseInput> = standardCase(engine);
const form: Form = createForm(engine, { initial: fixed });
form.subscribe((state: FormState) => void state.outcome);
const chosen = form.options("/request/create-machine/image")?.find(({ verdict }) => verdict === "impossible")?.because[0]?.code;
const hooks = () => [useFormState(form).ready, useField(form, "/tenant/country").errors];
const resolver = greenlightResolver<{ country: string }>(engine, { toCase: ({ country }) => ({ tenant: { country } }) });

export { chosen, hooks, resolver, schema };

// A worker takes signals of any environment.
import { Cancelled, startWorker, type Signal } from "greenlight/worker";

declare const signal: Signal;
const worker = await startWorker();
try {
  const told = await worker.simulate({ scenario: { as_of: "2024-02-12" } }, { signal, progress: (done, total) => void (done / total) });
  if (told.ok) void told.answer.replicates;
} catch (error) {
  if (error instanceof Cancelled) void error.partial;
}

// In a page it goes in steps, and files are read in pieces.
declare const blob: BlobLike;
const imported = await whole.importFiles([{ name: "users.json", content: blob }, { name: "a", content: "[]" }], { hints: { environment: "prod" } }, { signal });
if (imported.ok) void imported.answer.facts;
try {
  const told = await whole.simulateAsync({ scenario: { as_of: "2024-02-12" } }, { signal, emit: (chunk: string) => void chunk });
  if (told.ok) void told.answer.replicates;
} catch (error) {
  if (error instanceof Stopped) void error.partial;
}

// Codes, words and actions are known by name; an organisation's own words are admitted.
import type { Plan, Role, RuleCode } from "greenlight";

const plan: Plan = "power-automate-premium";
const role: Role = "Environment Maker";
const ownRole: Role = "Contoso Robot Operator";
const rule: RuleCode = "IMG004";
const judged: "create-machine" | undefined = report.request.action === "create-machine" ? report.request.action : undefined;
// @ts-expect-error A rule that does not exist.
const noRule: RuleCode = "IMG999";
// @ts-expect-error An action that does not exist.
const noAction: boolean = report.request.action === "create-robot";
// @ts-expect-error No finding is of such a rule.
const noFinding: boolean = broken[0]?.code === "ABC001";

export { judged, noAction, noFinding, noRule, ownRole, plan, role, rule };
