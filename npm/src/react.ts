/** Hooks for React on a form. */

import { useMemo, useSyncExternalStore } from "react";
import type { FieldState, Form, FormState } from "./form.js";

/** What the form shows; the component is rendered again after every change. */
export function useFormState(form: Form): FormState {
  const now = () => form.state;
  return useSyncExternalStore(subscriber(form), now, now);
}

/** A field, with what a control of it does; the component is rendered again only when the field changes. */
export function useField(form: Form, at: string): FieldState & { set(value: unknown): void; blur(): void } {
  const now = () => form.field(at);
  const field = useSyncExternalStore(subscriber(form), now, now);
  return useMemo(() => ({ ...field, set: (value: unknown) => form.set(at, value), blur: () => form.blur(at) }), [form, at, field]);
}

const subscribers = new WeakMap<Form, (listener: () => void) => () => void>();

/** The same function for a form every time, or React would subscribe anew at every rendering. */
function subscriber(form: Form): (listener: () => void) => () => void {
  const known = subscribers.get(form) ?? ((listener) => form.subscribe(listener));
  subscribers.set(form, known);
  return known;
}
