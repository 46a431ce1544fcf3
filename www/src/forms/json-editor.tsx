// A text field for a JSON document, which offers what its schema lets stand at the cursor: while a word is written, or at Ctrl+Space.
import { useId, useLayoutEffect, useRef, useState, type KeyboardEvent } from "react";
import { Field, Textarea } from "@fluentui/react-components";
import { suggestions, type Known, type Suggestion } from "./completion";
import { cursorAt, type Cursor } from "./json-cursor";
import type { Schema } from "./schema";

interface Props {
  label: string;
  hint: string;
  value: string;
  wrong: string | undefined;
  /** Fetches the schema, once somebody writes. */
  schema: () => Promise<Schema>;
  known: Known;
  onChange: (value: string) => void;
}

interface Offer {
  cursor: Cursor;
  all: Suggestion[];
  active: number;
  /** Where the word begins on the screen: its line and column. */
  line: number;
  column: number;
}

/** So many are shown at once: nothing has to be scrolled. */
const SHOWN = 8;

export function JsonEditor({ label, hint, value, wrong, schema, known, onChange }: Props) {
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [root, setRoot] = useState<Schema>();
  const [offer, set] = useState<Offer>();
  const close = () => set(undefined);

  const look = (asked: boolean) => {
    const area = field.current;
    if (!area || !root) return;
    const cursor = cursorAt(area.value, area.selectionStart);
    const all = area.selectionStart === area.selectionEnd && (asked || cursor.to > cursor.from) ? suggestions(root, cursor, known) : [];
    const before = area.value.slice(0, cursor.from).split("\n");
    set(all.length > 0 ? { cursor, all, active: 0, line: before.length - 1, column: before.at(-1)?.length ?? 0 } : undefined);
  };
  const take = ({ insert, caret }: Suggestion) => {
    const area = field.current;
    if (!area || !offer) return;
    const { from, to } = offer.cursor;
    area.setSelectionRange(from, to);
    // As if it had been typed, so that it can be undone.
    document.execCommand("insertText", false, insert);
    area.setSelectionRange(from + caret, from + caret);
    look(caret < insert.length || insert.endsWith(": "));
  };
  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey && event.key === " ") return event.preventDefault(), look(true);
    if (!offer) return;
    const { all, active } = offer;
    const move = (by: number) => (event.preventDefault(), set({ ...offer, active: (active + by + all.length) % all.length }));
    if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(-1);
    else if (event.key === "Enter" && all[active]) event.preventDefault(), take(all[active]);
    else if (event.key === "Escape") event.preventDefault(), close();
    else if (["ArrowLeft", "ArrowRight", "Home", "End", "PageUp", "PageDown"].includes(event.key)) close();
  };

  const list = `${id}-list`;
  const option = (index: number) => `${id}-${index}`;
  return (
    <Field label={label} hint={hint} validationState={wrong ? "error" : "none"} validationMessage={wrong ? `Error: ${wrong}` : undefined}>
      {(given) => (
        <div className="editor">
          <Textarea
            {...given} ref={field} className="code" value={value} spellCheck={false} wrap="off" resize="vertical" autoComplete="off"
            aria-autocomplete="list" aria-haspopup="listbox" aria-controls={offer && list} aria-activedescendant={offer && option(offer.active)}
            onFocus={() => void (root ?? schema().then(setRoot, () => undefined))}
            onChange={(_, { value }) => (onChange(value), look(false))}
            onKeyDown={press} onPointerDown={close} onBlur={close}
            // The list stays with its word.
            onScroll={() => set((now) => now && { ...now })}
          />
          {offer && <Offered offer={offer} list={list} option={option} area={field.current} take={take} />}
          <span role="status" className="visually-hidden">{offer ? `${offer.all.length} suggestions: arrows choose, Enter takes, Escape closes` : ""}</span>
        </div>
      )}
    </Field>
  );
}

interface OfferedProps {
  offer: Offer;
  list: string;
  option: (index: number) => string;
  area: HTMLTextAreaElement | null;
  take: (suggestion: Suggestion) => void;
}

function Offered({ offer, list, option, area, take }: OfferedProps) {
  const { all, active, line, column } = offer;
  const first = Math.max(0, Math.min(active - SHOWN + 2, all.length - SHOWN));
  const [style, place] = useState<{ top: number; left: string }>();
  useLayoutEffect(() => {
    if (!area) return;
    const { lineHeight, paddingTop, paddingLeft } = getComputedStyle(area);
    const px = (length: string) => Number.parseFloat(length) || 0;
    place({ top: px(paddingTop) + (line + 1) * px(lineHeight) - area.scrollTop, left: `max(0px, min(${column}ch + ${px(paddingLeft) - area.scrollLeft}px, 100% - 320px))` });
  }, [area, offer, line, column]);
  return (
    <div className="offer" style={style} hidden={!style}>
      <ul role="listbox" id={list} aria-label="Suggestions">
        {all.slice(first, first + SHOWN).map((one, index) => (
          <li
            key={one.insert} role="option" id={option(first + index)} aria-selected={first + index === active} aria-setsize={all.length} aria-posinset={first + index + 1}
            // The field keeps the focus.
            onPointerDown={(event) => (event.preventDefault(), take(one))}
          >
            <code>{one.title}</code> {one.says && <span className="quiet">{one.says}</span>}
          </li>
        ))}
      </ul>
      {all.length > SHOWN && <p className="quiet" aria-hidden="true">{active + 1} of {all.length}</p>}
    </div>
  );
}
