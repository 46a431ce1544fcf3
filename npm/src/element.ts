/** A custom element around a control of any page: it sets the field, and shows what is said about it. */

import type { FieldState, Form } from "./form.js";
import { printable } from "./printable.js";

/** What the page's own styles can tell the lines apart by. */
type Kind = "error" | "warning" | "note" | "question";

/** The element: `at` says which field, `form` whose. */
export interface GreenlightField {
  /** The form; what the control says goes there. */
  form: Form | undefined;
  /** The field: a JSON Pointer into the case. */
  at: string;
}

/** Defines `<greenlight-field at="/tenant/country"><input></greenlight-field>`, once; nothing is defined by importing. */
export function defineGreenlightField(name = "greenlight-field"): void {
  if (customElements.get(name) !== undefined) return;
  customElements.define(name, element());
}

function element() {
  return class extends HTMLElement implements GreenlightField {
    static readonly observedAttributes = ["at"];
    #form: Form | undefined;
    #end: (() => void) | undefined;
    #lines: HTMLElement | undefined;

    get form(): Form | undefined {
      return this.#form;
    }

    set form(form: Form | undefined) {
      this.#form = form;
      this.#listen();
    }

    get at(): string {
      return this.getAttribute("at") ?? "";
    }

    set at(at: string) {
      this.setAttribute("at", at);
    }

    connectedCallback(): void {
      this.addEventListener("input", this.#input);
      this.addEventListener("change", this.#input);
      this.addEventListener("focusout", this.#left);
      this.#listen();
    }

    disconnectedCallback(): void {
      this.removeEventListener("input", this.#input);
      this.removeEventListener("change", this.#input);
      this.removeEventListener("focusout", this.#left);
      this.#end?.();
      this.#end = undefined;
    }

    attributeChangedCallback(): void {
      this.#show();
    }

    readonly #input = (event: Event) => {
      if (event.target instanceof HTMLElement && isControl(event.target)) this.#form?.set(this.at, valueOf(event.target));
    };

    readonly #left = () => this.#form?.blur(this.at);

    #listen(): void {
      this.#end?.();
      this.#end = this.isConnected ? this.#form?.subscribe(() => this.#show()) : undefined;
      this.#show();
    }

    #show(): void {
      const control = [...this.querySelectorAll<HTMLElement>("input, select, textarea")].find(isControl);
      if (this.#form === undefined || control === undefined) return;
      this.#lines ??= this.appendChild(listBeside(control));
      tell(control, this.#lines, this.#form.field(this.at));
    }
  };
}

/** A list for what is said about a control, which it names as its description. */
function listBeside(control: Control): HTMLElement {
  const list = document.createElement("ul");
  list.id = `greenlight-field-${crypto.getRandomValues(new Uint32Array(2)).join("-")}`;
  list.setAttribute("aria-live", "polite");
  control.setAttribute("aria-describedby", `${control.getAttribute("aria-describedby") ?? ""} ${list.id}`.trim());
  return list;
}

function tell(control: Control, list: HTMLElement, field: FieldState): void {
  const lines = linesOf(field);
  list.hidden = lines.length === 0;
  list.replaceChildren(...lines.map(([kind, text]) => line(kind, text)));
  const wrong = lines.find(([kind]) => kind === "error");
  control.setAttribute("aria-invalid", String(wrong !== undefined));
  control.setCustomValidity(wrong?.[1] ?? "");
  if (control !== document.activeElement) show(control, field.value);
}

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

function isControl(element: HTMLElement): element is Control {
  return element instanceof HTMLInputElement || element instanceof HTMLSelectElement || element instanceof HTMLTextAreaElement;
}

/** What a control says: nothing where it is empty; a number where it is one of numbers, or else what was typed, so that it is refused. */
function valueOf(control: Control): unknown {
  if (control instanceof HTMLInputElement && control.type === "checkbox") return control.indeterminate ? undefined : control.checked;
  if (control instanceof HTMLSelectElement && control.multiple) return [...control.selectedOptions].map(({ value }) => value);
  if (control instanceof HTMLInputElement && control.type === "number") {
    if (control.validity.badInput) return Number.NaN;
    return control.value === "" ? undefined : control.valueAsNumber;
  }
  return control.value === "" ? undefined : control.value;
}

function show(control: Control, value: unknown): void {
  if (control instanceof HTMLInputElement && control.type === "checkbox") {
    control.indeterminate = value === undefined;
    control.checked = value === true;
  } else if (control instanceof HTMLSelectElement && control.multiple) {
    const chosen = Array.isArray(value) ? value : [];
    for (const option of control.options) option.selected = chosen.includes(option.value);
  } else if (typeof value === "string" || typeof value === "number") {
    if (control.value !== String(value)) control.value = String(value);
  } else if (value === undefined) {
    control.value = "";
  }
}

function linesOf(field: FieldState): [Kind, string][] {
  return [
    ...[...field.invalid, ...field.errors].map(({ message }): [Kind, string] => ["error", message]),
    ...field.warnings.map(({ level, message }): [Kind, string] => [level, message]),
    ...field.questions.filter(() => field.invalid.length === 0).map(({ message }): [Kind, string] => ["question", message]),
  ].map(([kind, text]) => [kind, printable(text)]);
}

function line(kind: Kind, text: string): HTMLElement {
  const item = document.createElement("li");
  item.dataset["kind"] = kind;
  item.textContent = text;
  return item;
}
