// What a cursor in a JSON text stands in, while the text is being written: where in the document, and whether a name or a value is wanted there.

/** The place of a cursor. */
export interface Cursor {
  /** The names and indices that lead there. */
  path: string[];
  wants: "name" | "value" | undefined;
  /** What is being written there: from the beginning of the word to its end, and the part of it before the cursor. */
  from: number;
  to: number;
  typed: string;
  /** The names that the object has beside this one. */
  taken: string[];
  /** Whether a colon follows the word already. */
  named: boolean;
}

interface Frame {
  list: boolean;
  /** The name or index of the member that is being read. */
  member: string;
  names: string[];
  wants: "name" | "colon" | "value" | "comma";
}

/** Strings (one that is not closed ends with its line), marks, and everything else as words. */
const TOKEN = /"(?:[^"\\\n]|\\.)*("?)|[{}[\],:]|[^\s{}[\],:"]+/g;
/** What may stand between the cursor and the quote that closes the string it is in: after a mark, the quote is another's. */
const CLOSED = /[^"{}[\],:\n]*"/y;

export function cursorAt(text: string, at: number): Cursor {
  const stack: Frame[] = [{ list: true, member: "", names: [], wants: "value" }];
  let found: { frame: Frame; cursor: Omit<Cursor, "taken"> } | undefined;
  const note = (from: number, to: number) => {
    const frame = stack.at(-1)!;
    const wants = frame.wants === "name" || frame.wants === "value" ? frame.wants : undefined;
    const path = stack.slice(1).map(({ member }) => member);
    const typed = text.slice(from, at).replace(/^"/, "");
    found = { frame, cursor: { path: wants === "name" ? path.slice(0, -1) : path, wants, from, to, typed, named: /^\s*:/.test(text.slice(to)) } };
  };
  for (const [from, to, closed] of tokens(text, at)) {
    const isWord = !/^[{}[\],:]$/.test(text.slice(from, to));
    const inside = isWord && from < at && (at < to || (at === to && !closed));
    if (!found && inside) note(from, to);
    else if (!found && from >= at) note(at, at);
    follow(stack, text.slice(from, to), inside);
  }
  if (!found) note(at, at);
  const { frame, cursor } = found!;
  return { ...cursor, taken: frame.names };
}

/** Where tokens begin and end, and whether they are strings that are closed. The one that is being written ends at the cursor unless it is closed. */
function* tokens(text: string, at: number): Generator<[from: number, to: number, closed: boolean]> {
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(text); match; match = TOKEN.exec(text)) {
    const from = match.index;
    CLOSED.lastIndex = at;
    const open = match[0].startsWith('"') && from < at && at < TOKEN.lastIndex && !CLOSED.test(text);
    if (open) TOKEN.lastIndex = at;
    yield [from, TOKEN.lastIndex, !open && match[1] === '"'];
  }
}

/** Takes a token into account; one that is being written is no member yet. */
function follow(stack: Frame[], token: string, unfinished: boolean) {
  const frame = stack.at(-1)!;
  switch (token) {
    case "{":
    case "[":
      frame.wants = "comma";
      return void stack.push({ list: token === "[", member: token === "[" ? "0" : "", names: [], wants: token === "[" ? "value" : "name" });
    case "}":
    case "]":
      return void (stack.length > 1 && stack.pop());
    case ":":
      return void (frame.wants = "value");
    case ",":
      frame.wants = frame.list ? "value" : "name";
      if (frame.list) frame.member = String(Number(frame.member) + 1);
      return;
  }
  if (frame.wants !== "name") return void (frame.wants = "comma");
  frame.member = token.replaceAll('"', "");
  if (!unfinished) frame.names.push(frame.member);
  frame.wants = "colon";
}
