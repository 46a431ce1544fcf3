/** What answers say, told from a catalogue of messages: `messages.json` of this package in English, or the same in another language. */

import type { Word, Words } from "./documents.js";

/** A sentence with `{words}`; where it counts, a form for each kind of number, as `Intl.PluralRules` names them, and `zero` for none. */
export type Message = string | (Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> & { readonly other: string });

/** What a rule says when it is broken, and how to mend it. */
export interface RuleMessages {
  /** Its name. */
  readonly name: string;
  /** What is wrong. */
  readonly says: Message;
  /** How to mend it, step by step. */
  readonly steps: readonly Message[];
}

/** Everything that reports say, by name. */
export interface Catalogue {
  /** The version of this shape: a minor step adds, a major step breaks. */
  readonly format_version: string;
  /** The language, as `Intl` names it. */
  readonly language: string;
  /** What rules say, by code. */
  readonly rules: Readonly<Record<string, RuleMessages>>;
  /** Phrases, by name. A notice has the name of its phrase for a code. */
  readonly phrases: Readonly<Record<string, Message>>;
  /** Questions, by their place with `*` for what the case names. */
  readonly questions: Readonly<Record<string, Message>>;
  /** What stands between the members of a list. */
  readonly lists: Readonly<Record<string, string>>;
  /** Words of closed sets, such as the states of a machine, and what belongs in a place, by what they are in English. */
  readonly values: Readonly<Record<string, string>>;
  /** What each code of an input error means. */
  readonly errors: Readonly<Record<string, string>>;
}

/** What can be told: a finding, a task, a question, a notice, a waiver or an old fact of a report, a question of `open`, a fact of `why`, or
 * what is wrong with a request, where `parameters` was asked for. */
export interface Told {
  readonly code?: string;
  readonly message: string;
  readonly steps?: readonly string[];
  readonly sentence?: string | null;
  readonly phrase?: Word | null;
  readonly phrases?: { readonly message: Word; readonly help: Word } | null;
  readonly parameters?: Words | null;
  readonly step_codes?: readonly Word[];
}

/** What is told of it in the language of a catalogue. */
export interface Translated {
  /** The sentence. */
  readonly message: string;
  /** How to mend what it says, step by step. */
  readonly steps: string[];
  /** How to mend what is wrong with a request. */
  readonly help?: string;
  /** What stands there. */
  readonly found?: string;
  /** What would be right. */
  readonly expected?: string;
}

/** Tells part of an answer in the language of a catalogue. Sentences that the catalogue does not have stay in English. */
export function translate(catalogue: Catalogue, told: Told): Translated {
  if (told.phrases) return { message: format(catalogue, told.phrases.message), steps: [], help: format(catalogue, told.phrases.help) };
  if (told.phrase) return { message: format(catalogue, told.phrase), steps: [] };
  const words = told.parameters;
  if (!words) throw new TypeError("it does not say what fills its sentences: ask with `options: { parameters: true }`");
  const fill = (message: Message | undefined, english = "") => (message === undefined ? english : filled(catalogue, message, words));
  const { code = "", message, steps: english = [], step_codes: codes = [] } = told;
  const rule = own(catalogue.rules, code);
  const sentence = told.sentence ? own(catalogue.questions, told.sentence) : rule ? rule.says : own(catalogue.phrases, code);
  const step = (of: Word, place: number) => (typeof of === "number" ? fill(rule?.steps[of], english[place]) : format(catalogue, of));
  const [found, expected] = [own(words, "found"), own(words, "expected")];
  return {
    message: fill(sentence, message),
    steps: codes.map(step),
    ...(found !== undefined && { found: format(catalogue, found) }),
    ...(expected !== undefined && { expected: format(catalogue, expected) }),
  };
}

/** Tells one of a report's `parameters` in the language of a catalogue. */
export function format(catalogue: Catalogue, word: Word): string {
  if (typeof word !== "object") return String(word);
  if ("value" in word) return own(catalogue.values, word.value) ?? word.value;
  if ("phrase" in word) return filled(catalogue, own(catalogue.phrases, word.phrase) ?? word.phrase, word.with ?? {});
  const mark = word.list === "quoted" ? "`" : "";
  return word.of.map((member) => mark + format(catalogue, member) + mark).join(own(catalogue.lists, word.list) ?? ", ");
}

function filled(catalogue: Catalogue, message: Message, words: Words): string {
  const form = typeof message === "string" ? message : chosen(catalogue.language, message, own(words, "count"));
  return form.replace(/\{(\w+)\}/g, (hole, name: string) => {
    const word = own(words, name);
    return word === undefined ? hole : format(catalogue, word);
  });
}

function chosen(language: string, forms: Exclude<Message, string>, count: Word | undefined): string {
  if (typeof count !== "number") return forms.other;
  const kind = count === 0 && forms.zero !== undefined ? "zero" : new Intl.PluralRules(language).select(count);
  return forms[kind] ?? forms.other;
}

/** A member that an object has itself: names of people and things may be those of its prototype. */
function own<T>(of: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(of, name) ? of[name] : undefined;
}
