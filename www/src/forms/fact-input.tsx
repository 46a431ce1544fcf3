// The field for one fact or one part of a request, in the form that its place asks for. What cannot be read spoils this field alone.
import { useEffect, useId, useRef, useState, type ReactNode } from "react";
import { Button, Checkbox, Field, Input, Select } from "@fluentui/react-components";
import { items, value as plainValue } from "../tenant/model";
import { readNumber } from "./numbers";
import type { Choice, Shape } from "./fields";

/** A value that can be chosen, and why not where it cannot. */
export interface Option extends Choice {
  impossible?: string;
}

interface Props {
  label: string;
  shape: Shape;
  value: unknown;
  /** What can be chosen, where that is known better than by the shape. */
  options?: Option[] | undefined;
  hint?: ReactNode;
  /** What is wrong with it by the rules. */
  message?: string | undefined;
  required?: boolean;
  /** What stands for nothing chosen. */
  nothing?: string;
  /** Where an error summary leads to. */
  id?: string;
  onChange: (value: unknown) => void;
  onInvalid?: ((wrong: string | undefined) => void) | undefined;
}

export function FactInput(props: Props) {
  const { shape, options } = props;
  if (shape.kind === "list") return <ListInput {...props} words={options ?? shape.words} />;
  if (options) return <Chooser {...props} options={options} />;
  switch (shape.kind) {
    case "choice":
      return <Chooser {...props} options={shape.options} />;
    case "number":
      return <Typed {...props} read={readNumber} />;
    case "day":
    case "day-or-none":
      return <DayInput {...props} orNone={shape.kind === "day-or-none"} />;
    case "text":
      return <Typed {...props} read={(text) => (text.trim() === "" ? { none: true } : { text })} suggestions={shape.words.map(({ title }) => title)} />;
    case "other":
      return <p className="quiet">{props.label}: this can only be read from a file.</p>;
  }
}

/** The label of a field, which leads to it when it is pressed. */
export const labelFor = (label: string, id: string | undefined) => (id ? { children: <>{label}</>, htmlFor: id } : label);

function Chooser({ label, value, options, hint, message, required, nothing = "Not known", id, onChange }: Props & { options: Option[] }) {
  const key = (one: unknown) => JSON.stringify(one) ?? "";
  const chosen = key(plainValue(value));
  const impossible = options.filter((option) => option.impossible);
  const { title, says = "" } = options.find((option) => key(option.value) === chosen) ?? {};
  // What the chosen word means, where that is more than the word says.
  const means = says.length > 24 ? says : "";
  return (
    <Field label={labelFor(label, id)} hint={hint || means ? <>{hint}{means && <> <i>{title}: {means}</i></>}</> : undefined} required={required ?? false} validationState={message ? "error" : "none"} validationMessage={message ? `Error: ${message}` : undefined}>
      <Select id={id} value={chosen} onChange={(_, { value }) => onChange(value === "" ? undefined : options.find((option) => key(option.value) === value)?.value)}>
        <option value="">{nothing}</option>
        {options.map((option) => (
          <option key={key(option.value)} value={key(option.value)} disabled={option.impossible !== undefined && key(option.value) !== chosen}>
            {option.title}
            {option.impossible ? " (not possible)" : ""}
          </option>
        ))}
      </Select>
      {impossible.length > 0 && (
        <details className="reasons">
          <summary>Why {impossible.length === 1 ? `“${impossible[0]?.title}” is` : `${impossible.length} are`} not possible</summary>
          <ul>
            {impossible.map((option) => (
              <li key={key(option.value)}>
                <strong>{option.title}</strong>: {option.impossible}
              </li>
            ))}
          </ul>
        </details>
      )}
    </Field>
  );
}

const meant = (told: ReadText) => ("number" in told ? told.number : "text" in told ? told.text : undefined);

type ReadText = { number: number } | { text: string } | { none: true } | { wrong: string };

function Typed({ label, value, hint, message, required, id, onChange, onInvalid, read, suggestions }: Props & { read: (text: string) => ReadText; suggestions?: string[] }) {
  const list = useId();
  const written = (one: unknown) => (typeof one === "object" ? "" : String(one ?? ""));
  const [text, setText] = useState(() => written(plainValue(value)));
  const [last, setLast] = useState(value);
  const told = read(text);
  // What is typed stays as it was typed, until the fact becomes another by other means: in another tab, or by undoing.
  if (JSON.stringify(last) !== JSON.stringify(value)) {
    setLast(value);
    if (plainValue(value) !== meant(told)) setText(written(plainValue(value)));
  }
  const wrong = "wrong" in told ? told.wrong : undefined;
  useEffect(() => {
    onInvalid?.(wrong);
    return () => onInvalid?.(undefined);
    // The callback is of the moment; only what is wrong matters.
  }, [wrong]);
  const change = (next: string) => {
    setText(next);
    onChange(meant(read(next)));
  };
  const shown = wrong ?? message;
  const least = (value as { at_least?: number } | null | undefined)?.at_least;
  return (
    <Field label={labelFor(label, id)} hint={hint ? <>{hint}</> : undefined} required={required ?? false} validationState={shown ? "error" : "none"} validationMessage={shown ? `Error: ${shown}` : undefined}>
      <Input id={id} value={text} list={suggestions?.length ? list : undefined} autoComplete="off" placeholder={least === undefined ? undefined : `at least ${least}`} onChange={(_, { value }) => change(value)} />
      {suggestions && suggestions.length > 0 && (
        <datalist id={list}>
          {suggestions.map((word) => (
            <option key={word} value={word} />
          ))}
        </datalist>
      )}
    </Field>
  );
}

function DayInput({ label, value, hint, message, id, onChange, orNone }: Props & { orNone: boolean }) {
  const now = String(plainValue(value) ?? "");
  const never = now === "none";
  return (
    <div className="day">
      <Field label={labelFor(label, id)} hint={hint ? <>{hint}</> : undefined} validationState={message ? "error" : "none"} validationMessage={message ? `Error: ${message}` : undefined}>
        <Input id={id} type="date" disabled={never} value={never ? "" : now.slice(0, 10)} onChange={(_, { value }) => onChange(value || undefined)} />
      </Field>
      {orNone && <Checkbox label={`Never (${label.toLowerCase()})`} checked={never} onChange={(_, { checked }) => onChange(checked ? "none" : undefined)} />}
    </div>
  );
}

function ListInput({ label, value, hint, message, id, onChange, words }: Props & { words: Choice[] }) {
  const list = useId();
  const [text, setText] = useState("");
  const known = value !== undefined && value !== null;
  const members = items(value as string[] | { items?: string[] } | undefined).map(String);
  const whole = known && (Array.isArray(value) || (value as { complete?: boolean }).complete !== false);
  const input = useRef<HTMLInputElement>(null);
  const put = (next: string[], complete = whole || !known) => onChange(complete ? next : { items: next, complete: false });
  // A member stands there by its word or by its name.
  const titled = (member: string) => words.find(({ value }) => value === member)?.title ?? member;
  const all = members.length === 0 ? "There are none" : "These are all";
  const add = () => {
    const word = text.trim();
    if (word !== "" && !members.some((member) => titled(member) === titled(word))) put([...members, word]);
    setText("");
  };
  return (
    <div className="list">
      <Field label={labelFor(label, id)} hint={hint ? <>{hint}</> : undefined} validationState={message ? "error" : "none"} validationMessage={message ? `Error: ${message}` : undefined}>
        {(field) => (
          <div className="entries">
            <div className="row">
              <Input {...field} ref={input} id={id ?? field.id} value={text} list={list} autoComplete="off" placeholder="Type and add" onChange={(_, { value }) => setText(value)}
                onKeyDown={(event) => event.key === "Enter" && (event.preventDefault(), add())} />
              <Button onClick={add} aria-label={`Add to ${label}`}>Add</Button>
            </div>
            <datalist id={list}>
              {words.map(({ title }) => (
                <option key={title} value={title} />
              ))}
            </datalist>
            {members.length > 0 && (
              <ul className="tags">
                {members.map((member) => (
                  <li key={member}>
                    {titled(member)}{" "}
                    <button type="button" aria-label={`Take out ${titled(member)}: ${label}`} onClick={() => (put(members.filter((other) => other !== member)), input.current?.focus())}>
                      ✕
                    </button>
                  </li>
                ))}
              </ul>
            )}
          </div>
        )}
      </Field>
      <Checkbox
        label={all}
        aria-label={`${all}: ${label}`}
        checked={whole}
        onChange={(_, { checked }) => (checked ? onChange(members) : onChange(members.length === 0 ? undefined : { items: members, complete: false }))}
      />
    </div>
  );
}
