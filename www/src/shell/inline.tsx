// Sentences of the engine: names stand between backticks in them, and instants as in the documents.
import { Fragment } from "react";

const INSTANT = /\b(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::\d\d)?Z/g;

export function Inline({ text }: { text: string }) {
  return text.replaceAll(INSTANT, "$1 $2").split("`").map((part, index) => (index % 2 === 1 ? <code key={index}>{part}</code> : <Fragment key={index}>{part}</Fragment>));
}
