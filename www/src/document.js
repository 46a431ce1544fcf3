// From what the form holds to a case, and from places in the case back to fields.
import { BASE, FIELDS, TODAY, implied } from "./fields.js";

/** What the form's texts mean: nothing for a field left open. */
export function valuesOf(texts) {
  return Object.fromEntries(FIELDS.map((field) => [field.id, valueOf(field, texts[field.id] ?? "")]));
}

/** The fields that matter for these values. */
export function visible(values) {
  return FIELDS.filter((field) => field.when(values));
}

/** The case that the values describe; a field left open is a fact that is unknown. */
export function caseOf(values) {
  const document = structuredClone(BASE);
  put(document, "/as_of", TODAY);
  for (const [pointer, fact] of implied(values)) put(document, pointer, fact);
  for (const field of visible(values)) {
    const value = values[field.id];
    if (value !== undefined) put(document, field.at, value);
  }
  return document;
}

/** The field for a place in the case: the one that stands there, around it, or inside it. */
export function fieldAt(pointer, fields) {
  const within = (inner, outer) => inner === outer || inner.startsWith(`${outer}/`);
  return (
    fields.find((field) => field.at === pointer) ??
    fields.find((field) => within(pointer, field.at)) ??
    fields.find((field) => within(field.at, pointer))
  );
}

function valueOf(field, text) {
  const trimmed = text.trim();
  if (trimmed === "") return undefined;
  switch (field.kind) {
    case "choice":
      return field.options[Number(trimmed)]?.[1];
    case "number":
      return Number.isNaN(Number(trimmed)) ? trimmed : Number(trimmed);
    case "list":
      return trimmed.split(",").map((item) => item.trim()).filter((item) => item !== "");
    default:
      return trimmed;
  }
}

function put(document, pointer, value) {
  const keys = pointer.split("/").slice(1);
  const last = keys.pop();
  let group = document;
  for (const key of keys) group = group[key] ??= {};
  group[last] = value;
}
