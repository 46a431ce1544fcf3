// Sentences of the engine: names stand between backticks in them.
import { Fragment } from "react";

export function Inline({ text }: { text: string }) {
  return text.split("`").map((part, index) => (index % 2 === 1 ? <code key={index}>{part}</code> : <Fragment key={index}>{part}</Fragment>));
}
