// Whole numbers as people write them in their language, or why a text is none. Nothing is guessed.

/** A number, nothing, or what is wrong. */
export type Read = { number: number } | { none: true } | { wrong: string };

/** Reads a whole number from 0 on. */
export function readNumber(text: string, locale = navigator.language): Read {
  const trimmed = text.trim();
  if (trimmed === "") return { none: true };
  const plain = normal(ascii(trimmed, locale));
  if (/^\d+$/.test(plain)) return bounded(plain, trimmed);
  const { group, decimal } = separators(locale);
  if (/^-/.test(plain)) return { wrong: `“${trimmed}” is below zero: write 0 or more` };
  const grouped = (separator: string) => plain.split(separator).every((part, index) => (index === 0 ? /^\d{1,3}$/ : /^\d{3}$/).test(part));
  if (group && plain.includes(group) && (grouped(group) || written(plain, locale))) return bounded(plain.replaceAll(group, ""), trimmed);
  if (/^\d{1,3}[.,]\d{3}$/.test(plain)) {
    const [whole = "", rest = ""] = plain.split(/[.,]/);
    return { wrong: `“${trimmed}” can be read in two ways: write ${whole}${rest} or ${whole}` };
  }
  if (new RegExp(`^\\d+\\${decimal}\\d+$`).test(plain) || /^\d+[.,]\d+$/.test(plain)) return { wrong: `“${trimmed}” is not whole: write a number such as 12` };
  return { wrong: `“${trimmed}” is not a number: write digits, such as 12` };
}

/** The digits of a language as those that computers read. */
function ascii(text: string, locale: string): string {
  const digits = [...new Intl.NumberFormat(locale, { useGrouping: false }).format(9_876_543_210)].reverse();
  return [...text].map((letter) => (digits.includes(letter) ? String(digits.indexOf(letter)) : letter)).join("");
}

/** Whether a number is grouped as its language does: not everywhere by three. */
function written(text: string, locale: string): boolean {
  const digits = Number(text.replaceAll(/\D/g, ""));
  return Number.isSafeInteger(digits) && normal(ascii(new Intl.NumberFormat(locale).format(digits), locale)) === normal(text);
}

const normal = (text: string) => text.replaceAll(/[\u00a0\u202f\u2009]/g, " ").replaceAll("’", "'");

function bounded(digits: string, text: string): Read {
  const number = Number(digits);
  return Number.isSafeInteger(number) ? { number } : { wrong: `“${text}” is too large` };
}

function separators(locale: string): { group: string; decimal: string } {
  const parts = new Intl.NumberFormat(locale).formatToParts(1_234_567.8);
  const of = (type: string) => normal(parts.find((part) => part.type === type)?.value ?? "");
  return { group: of("group"), decimal: of("decimal") || "." };
}
