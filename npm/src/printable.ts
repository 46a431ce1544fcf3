/** What documents say, made harmless for people: what steers, begins a line or cannot be seen is shown as an escape. */

const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2800]/gu;

const SHORT: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** The text as one line that shows every character in it, as the program does. Answers hold names as they are: whoever shows them to people,
 * or sends them as plain text, does it through this. */
export function printable(text: string): string {
  return text.replace(UNSEEN, (letter) => SHORT[letter] ?? `\\u{${letter.codePointAt(0)?.toString(16)}}`);
}
