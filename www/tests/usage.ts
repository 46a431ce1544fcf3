// How a program in TypeScript uses the package: compiled by the tests, never run.
import init, { check, objects, type Case, type CheckRequest, type Finding } from "../pkg/greenlight.js";

await init();

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

// @ts-expect-error A misspelt fact.
const misspelt: Case = { tenant: { contry: "FR" } };
// @ts-expect-error A word that is not one of those allowed.
const unheard: Case = { tenant: { cloud: "cumulus" } };
// @ts-expect-error An outcome that does not exist.
const never: boolean = report.outcome === "perhaps";

export { broken, misspelt, never, open, text, unheard };
