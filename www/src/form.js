// The form's elements: made once from the table of fields, then only shown, hidden and annotated.
import { element, prose } from "./dom.js";
import { FIELDS, GROUPS } from "./fields.js";

const PREFIX = "field-";

/** Makes the form's groups inside `container`. Gives what is needed to read and annotate them. */
export function makeForm(container) {
  const parts = new Map();
  const groups = GROUPS.map((group) => {
    const fields = group.fields.map((field) => makeField(field, parts));
    const set = element("fieldset", {}, element("legend", {}, group.title), element("div", { className: "grid" }, fields));
    return { set, ids: group.fields.map((field) => field.id) };
  });
  container.replaceChildren(...groups.map((group) => group.set));
  return {
    texts: () => Object.fromEntries([...parts].map(([id, { control }]) => [id, control.value])),
    annotate: (shown, messages) => {
      for (const { set, ids } of groups) set.hidden = !ids.some((id) => shown.has(id));
      for (const [id, part] of parts) annotate(part, shown.has(id), messages.get(id));
    },
    focus: (id) => {
      const { control } = parts.get(id);
      control.scrollIntoView({ block: "center" });
      control.focus({ preventScroll: true });
    },
  };
}

/** The field that a control belongs to. */
export function fieldOf(control) {
  return FIELDS.find((field) => PREFIX + field.id === control.id);
}

function makeField(field, parts) {
  const id = PREFIX + field.id;
  const control = makeControl(field, { id, name: field.id, "aria-describedby": `${id}-hint ${id}-message` });
  const message = element("p", { className: "message", id: `${id}-message` });
  const whole = element(
    "div",
    { className: "field" },
    element("label", { htmlFor: id }, field.label),
    control,
    element("div", { className: "notes" }, element("p", { className: "hint", id: `${id}-hint` }, field.hint ?? ""), message),
  );
  parts.set(field.id, { whole, control, message });
  return whole;
}

function makeControl(field, attributes) {
  if (field.kind === "choice") {
    const options = field.options.map(([label], index) => element("option", { value: String(index) }, label));
    return element("select", attributes, element("option", { value: "" }, field.blank ?? "Not known"), options);
  }
  if (field.kind === "date") return element("input", { ...attributes, type: "date", defaultValue: field.initial ?? "" });
  const number = field.kind === "number" ? { inputmode: "numeric" } : {};
  return element("input", { ...attributes, ...number, type: "text", spellcheck: false });
}

/** Shows what is said of a field; only an error makes it invalid, a question does not. */
function annotate({ whole, control, message }, shown, said) {
  whole.hidden = !shown;
  whole.dataset.state = said?.state ?? "none";
  if (said?.state === "error") control.setAttribute("aria-invalid", "true");
  else control.removeAttribute("aria-invalid");
  message.replaceChildren(...(said?.words ?? []).flatMap((words) => [...prose(words), " "]));
}
