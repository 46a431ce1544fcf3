// The verdict beside the form: what stands in the way, who can mend it, what is still open, what comes afterwards.
import { copyButton, element, prose } from "./dom.js";

const LEVELS = { error: "Error", warning: "Warning", note: "Note", question: "Question" };
const PROVENANCE = {
  adjacent: "stated for Windows 365 or Dataverse, assumed to hold here",
  assumed: "our own assumption",
};
const NAMES = { azure: "Azure", entra: "Entra", intune: "Intune", microsoft: "Microsoft", platform: "Platform", power: "Power" };

/** Shows a report, or why there is none. `places` knows the fields: the label at a place in the case, a link with words that leads there. */
export function showVerdict(section, answer, places) {
  const parts = answer.error === undefined ? verdictOf(answer, places) : refusalOf(answer.error, places);
  section.dataset.outcome = parts.outcome;
  section.querySelector("h2").textContent = parts.title;
  const status = section.querySelector("[role=status]");
  // What has not changed is not announced again.
  if (status.textContent !== parts.status) status.textContent = parts.status;
  section.querySelector("#verdict-details").replaceChildren(...parts.details.filter((part) => part !== undefined));
}

function verdictOf(report, places) {
  const of = (level) => report.findings.filter((finding) => finding.level === level);
  const [errors, warnings, notes] = [of("error"), of("warning"), of("note")];
  const { questions, tasks, counts } = report;
  const titles = {
    blocked: errors.length === 1 ? "There is a problem" : `There are ${errors.length} problems`,
    "needs-facts": "Not decided yet",
    ready: "Ready to be created",
  };
  const status = [
    [errors.length, "problem"],
    [warnings.length, "warning"],
    [questions.length, "open question"],
  ].filter(([count]) => count > 0).map(([count, noun]) => counted(count, noun));
  return {
    outcome: report.outcome,
    title: titles[report.outcome],
    status: status.length > 0 ? status.join(", ") : "Nothing stands in the way and nothing is open",
    details: [
      list("What must change", errors.map((finding) => findingItem(finding, places))),
      list("What to look at", warnings.map((finding) => findingItem(finding, places))),
      handover([...errors, ...warnings]),
      list("What is not known yet", questions.map((question) => questionItem(question, places))),
      folded(`Once the machine exists (${tasks.length})`, tasks.map(taskItem)),
      folded(`Worth knowing (${notes.length})`, notes.map((finding) => findingItem(finding, places))),
      list("About this report", report.warnings.map((warning) => item("note", element("p", {}, prose(warning.message))))),
      element("p", { className: "small quiet" }, tally(counts, report)),
    ],
  };
}

function refusalOf(error, { link }) {
  return { outcome: "failed", title: "This cannot be judged", status: "", details: [list("", [item("error", link(error.at, error.message), element("p", {}, prose(error.help)))])] };
}

function findingItem(finding, { link }) {
  const command = finding.command;
  const steps = finding.steps ?? [];
  return item(
    finding.level,
    badge(finding.level, finding.code),
    link(finding.at, finding.message),
    element("p", { className: "small" }, element("strong", {}, "Who can fix it: "), fixers(finding.fixers)),
    stepsOf(steps),
    command === undefined ? undefined
      : element("div", { className: "command" }, element("code", {}, command), copyButton(`Copy the command for ${finding.code}`, command)),
    element("p", { className: "small quiet source" }, ...sourceOf(finding)),
  );
}

/** A question is best asked in the words of its field; one without a field, in the engine's. */
function questionItem(question, { label, link }) {
  const level = question.level === "error" ? "" : ` · ${LEVELS[question.level].toLowerCase()} only`;
  return item(
    "question",
    link(question.at, label(question.at) ?? question.message),
    element("p", { className: "small quiet" }, `Decides ${question.rules.join(", ")}${level}`),
  );
}

function taskItem(task) {
  const who = element("p", { className: "small" }, element("strong", {}, "Who can do it: "), fixers(task.fixers));
  return item("note", badge("note", task.code), element("p", {}, prose(task.message)), who);
}

function stepsOf(steps) {
  if (steps.length < 2) return steps.map((step) => element("p", { className: "small" }, prose(step)))[0];
  return element("ol", { className: "small steps" }, steps.map((step) => element("li", {}, prose(step))));
}

function sourceOf({ source, provenance }) {
  const where = `${source.page}, ${source.section}, ${source.date}`;
  const doubt = PROVENANCE[provenance];
  const link = element("a", { href: source.url, rel: "noreferrer", target: "_blank" }, where);
  return doubt === undefined ? ["Source: ", link] : ["Source: ", link, ` (${doubt})`];
}

/** A button for the text that goes to whoever can mend what the maker cannot. */
function handover(findings) {
  if (findings.length === 0) return undefined;
  const lines = findings.map((finding) => {
    const how = [...(finding.steps ?? []), ...(finding.command === undefined ? [] : [finding.command])];
    return [`${finding.code}: ${finding.message}`, `Who can fix it: ${fixers(finding.fixers)}`, ...how].join("\n  ");
  });
  const button = copyButton("Copy all of this as text for whoever can fix it", lines.join("\n\n"));
  return element("p", { className: "command small" }, element("span", {}, "As text, for whoever can fix it:"), button);
}

function list(title, items) {
  if (items.length === 0) return undefined;
  return element("div", {}, title === "" ? undefined : element("h3", {}, title), element("ul", {}, items));
}

function folded(title, items) {
  if (items.length === 0) return undefined;
  return element("details", {}, element("summary", {}, title), element("ul", {}, items));
}

function item(level, ...parts) {
  return element("li", { className: "item", "data-level": level }, parts);
}

function badge(level, code) {
  return element("p", { className: "badge", "data-level": level }, `${LEVELS[level]} ${code}`);
}

function fixers(roles) {
  const words = (role) => role.split("-").map((word) => NAMES[word] ?? word).join(" ");
  const text = roles.map(words).join(", or ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function tally(counts, report) {
  const parts = [
    [counts.met, "met"], [counts.broken, "broken"], [counts.unknown, "not known"],
    [counts["not-judged"], "covered by another"], [counts.afterwards, "for afterwards"],
  ].filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
  return `Rules: ${parts.join(" · ")}. Judged by what was published by ${report.rulebook}.`;
}

function counted(count, noun) {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
