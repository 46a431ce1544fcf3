// The page: every change is judged by the engine at once, and said at the field once the field was left.
import loadEngine, { objects } from "../pkg/greenlight.js";
import { element, prose } from "./dom.js";
import { caseOf, fieldAt, valuesOf, visible } from "./document.js";
import { fieldOf, makeForm } from "./form.js";
import { showVerdict } from "./verdict.js";

const RANK = ["error", "warning", "question", "note"];
const TITLE = document.title;

const request = document.getElementById("request");
const verdict = document.getElementById("verdict");
const form = makeForm(document.getElementById("fields"));

/** The fields that were left at least once: only they speak, so that nobody is told off while typing. */
const left = new Set();

/** The last answer of the engine, and the fields it was about. */
let judged;

function judge() {
  const values = valuesOf(form.texts());
  const fields = visible(values);
  const answer = objects.check({ case: caseOf(values) });
  const at = (pointer) => fieldAt(placeInCase(pointer), fields);
  showVerdict(verdict, answer, { label: (pointer) => at(pointer)?.label, link: (pointer, words) => link(at(pointer), words) });
  document.title = answer.outcome === "blocked" ? `Blocked: ${TITLE}` : TITLE;
  judged = { answer, fields };
  speak();
}

/** Says at the fields that were left what the last judgement was. The verdict stays as it is, and with it what is being clicked there. */
function speak() {
  const { answer, fields } = judged;
  const messages = answer.error === undefined ? messagesOf(answer, fields) : errorMessage(answer.error, fields);
  for (const id of messages.keys()) if (!left.has(id)) messages.delete(id);
  form.annotate(new Set(fields.map((field) => field.id)), messages);
}

/** What the report says at each field: the worst where there are several. */
function messagesOf(report, fields) {
  const questions = report.questions.map(({ at }) => ({ at, level: "question", message: "not known yet" }));
  const messages = new Map();
  const said = [...report.findings, ...questions].sort((a, b) => RANK.indexOf(a.level) - RANK.indexOf(b.level));
  for (const { at, related = [], level, message } of said) {
    const field = [at, ...related].map((pointer) => fieldAt(pointer, fields)).find((found) => found !== undefined);
    if (field !== undefined && !messages.has(field.id)) messages.set(field.id, { state: level, words: [message] });
  }
  return messages;
}

/** What is wrong with the case as a document; such a place begins at the request that holds the case. */
function errorMessage(error, fields) {
  const field = fieldAt(placeInCase(error.at), fields);
  return new Map(field === undefined ? [] : [[field.id, { state: "error", words: [error.message, error.help] }]]);
}

function placeInCase(pointer) {
  return pointer.replace(/^\/case(?=\/)/, "");
}

function link(field, words) {
  if (field === undefined) return element("p", {}, prose(words));
  const anchor = element("a", { href: `#field-${field.id}` }, prose(words));
  anchor.addEventListener("click", (event) => {
    event.preventDefault();
    form.focus(field.id);
  });
  return element("p", {}, anchor);
}

function listen() {
  request.addEventListener("input", judge);
  request.addEventListener("focusout", ({ target }) => {
    const field = fieldOf(target);
    if (field === undefined || left.has(field.id)) return;
    left.add(field.id);
    speak();
  });
  request.addEventListener("submit", (event) => {
    event.preventDefault();
    for (const field of judged.fields) left.add(field.id);
    speak();
    verdict.scrollTo(0, 0);
    verdict.scrollIntoView({ block: "start" });
    document.getElementById("verdict-title").focus({ preventScroll: true });
  });
  request.addEventListener("reset", () => {
    left.clear();
    // The controls are emptied after this event, and after its microtasks.
    setTimeout(judge);
  });
}

try {
  await loadEngine();
  const { engine, rulebook, rules } = objects.describe();
  document.getElementById("engine").textContent = `Judged by ${engine.name} ${engine.version} as WebAssembly in this page: ${rules} rules, rulebook of ${rulebook}.`;
  listen();
  judge();
} catch (error) {
  verdict.dataset.outcome = "failed";
  document.getElementById("verdict-title").textContent = "The engine could not be started";
  const blocked = error instanceof WebAssembly.CompileError || error instanceof EvalError;
  document.getElementById("verdict-status").textContent = blocked
    ? "The page's content security policy must allow it: script-src 'self' 'wasm-unsafe-eval'."
    : `${error}`;
}
