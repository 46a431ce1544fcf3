// Small parts that several pages are made of.
import type { ReactNode } from "react";
import { Spinner } from "@fluentui/react-components";
import type { Answer } from "../engine/client";
import type { Failure } from "../engine/small";
import { Inline } from "./inline";
import { plain, sentence } from "../words";

/** The head of a page: its title, what it is for, its commands. */
export const Head = ({ title, children, commands }: { title: ReactNode; children?: ReactNode; commands?: ReactNode }) => (
  <div className="head">
    <h1>{title}</h1>
    {children && <p className="lead">{children}</p>}
    {commands && (
      <div className="commands" role="group" aria-label="Commands">
        {commands}
      </div>
    )}
  </div>
);

const TONES: Record<string, string> = {
  active: "good", connected: "good", passed: "good", succeeded: "good", enabled: "good", yes: "good", enough: "good", runs: "good", met: "good",
  failed: "bad", error: "bad", deleted: "bad", removed: "bad", disconnected: "bad", no: "bad", short: "bad", "over-capacity": "bad", broken: "bad", unknown: "open",
  provisioning: "busy", restarting: "busy", "passed-with-warnings": "busy",
};

/** What is said otherwise than its word. */
const SAID: Record<string, string> = { broken: "Not met", unknown: "Not known" };

/** A state in a word and, beside it, a mark whose form says it too. */
export function State({ word }: { word: string | undefined }) {
  if (word === undefined || word === "–") return <span className="quiet">Not known</span>;
  return (
    <span className="state" data-tone={TONES[word] ?? "plain"}>
      {SAID[word] ?? plain(word)}
    </span>
  );
}

/** A state, and beside it what it comes from. */
export const Stated = ({ word, children }: { word: string | undefined; children: ReactNode }) => (
  <span className="stated">
    <State word={word} />
    <span>{children}</span>
  </span>
);

/** Names and values in two columns. */
export const Values = ({ rows }: { rows: readonly (readonly [string, ReactNode])[] }) => (
  <dl className="values">
    {rows.map(([name, value]) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
);

/** What went wrong, how to mend it, and where it is about a place. */
export const Failed = ({ failure: { message, help, at } }: { failure: Failure }) => (
  <div className="failure" role="alert">
    <p>
      <strong>Error:</strong> <Inline text={sentence(message)} />
    </p>
    <p>
      <Inline text={sentence(help)} />{at && <> (at <code>{at}</code>)</>}
    </p>
  </div>
);

/** An answer of the engine once it is there; what went wrong, where it did. */
export function Answered<T>({ answer, children }: { answer: Answer<T> | undefined; children: (answer: T) => ReactNode }) {
  if (!answer) return <Spinner size="small" label="Computing…" labelPosition="after" className="computing" />;
  if ("answer" in answer) return children(answer.answer);
  return <Failed failure={answer.failure} />;
}
