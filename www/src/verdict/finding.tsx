// One thing that is wrong: what, who can mend it, how, and where that is said.
import type { Finding as Found } from "greenlight/whole";
import { to } from "../routes";
import { Copy } from "../shell/copy";
import { Inline } from "../shell/inline";
import { fixers, sentence } from "../words";

/** What a level is called. */
export const WORDS = { error: "Error", warning: "Warning", note: "Note" };

export function Finding({ finding }: { finding: Found }) {
  const { code, level, message, steps, command, source } = finding;
  return (
    <li className="finding" data-level={level}>
      <details>
        <summary>
          <span className="level">{WORDS[level]}: </span>
          <Inline text={sentence(message)} />
        </summary>
        <div className="body">
          {finding.fixers.length > 0 && (
            <p>
              <strong>Who can mend it:</strong> {fixers(finding.fixers)}
            </p>
          )}
          {steps.length > 0 && (
            <ol>
              {steps.map((step) => (
                <li key={step}>
                  <Inline text={sentence(step)} />
                </li>
              ))}
            </ol>
          )}
          {command && (
            <p className="command">
              <code>{command}</code> <Copy text={command} />
            </p>
          )}
          <p className="quiet">
            Rule <a href={to("rulebook", code)}>{code}</a>; said in <a href={source.url}>{source.page}</a>, <i>{source.section}</i>, {source.date}
          </p>
        </div>
      </details>
    </li>
  );
}
