// What is wrong with a machine: what its error means, likely causes, whether waiting helps, what to do next.
import type { Diagnosis, PublishedCode } from "greenlight/whole";
import { to } from "../../routes";
import { Copy } from "../../shell/copy";
import { Inline } from "../../shell/inline";
import { fixers, sentence } from "../../words";

export function DiagnosisView({ diagnosis }: { diagnosis: Diagnosis }) {
  const { says, error_code, check_code, waiting, next, causes, questions } = diagnosis;
  return (
    <div className="diagnosis">
      <p>
        <strong><Inline text={sentence(says)} /></strong>.
      </p>
      {error_code && <Published code={error_code} />}
      {check_code && <Published code={check_code} />}
      {waiting && <p><Inline text={sentence(waiting.says)} />.</p>}
      {next && (
        <p>
          <strong>Next:</strong> <Inline text={next.says} /> {next.by.length > 0 && <span className="quiet">(by {fixers(next.by)})</span>}
        </p>
      )}
      {causes.length > 0 && (
        <>
          <h3>Likely causes</h3>
          <ol>
            {causes.map((cause) => (
              <li key={cause.rule + (cause.at ?? "")}>
                <Inline text={sentence(cause.says)} /> <span className="quiet">({cause.likelihood}; <a href={to("rulebook", cause.rule)}>{cause.rule}</a>; {fixers(cause.fixers)})</span>
                {cause.command && <p className="command"><code>{cause.command}</code> <Copy text={cause.command} /></p>}
              </li>
            ))}
          </ol>
        </>
      )}
      {questions.length > 0 && (
        <details className="more">
          <summary>{questions.length} facts would tell more</summary>
          <ul>{questions.map((question) => <li key={question.at}><Inline text={sentence(question.message)} /></li>)}</ul>
        </details>
      )}
    </div>
  );
}

/** What is published about a code. */
export function Published({ code }: { code: PublishedCode }) {
  return (
    <div className="published">
      <p>
        <a href={to("problems", code.code)}><code>{code.code}</code></a>
        {code.meaning && <>: {sentence(code.meaning)}</>}
      </p>
      {code.remedy && <p><strong>What to do:</strong> {sentence(code.remedy)}</p>}
      {code.not_foreseeable && <p className="quiet">It could not have been foreseen: {code.not_foreseeable}.</p>}
      <p className="quiet">
        Published in <a href={code.source.url}>{code.source.page}</a>, {code.source.date}
      </p>
    </div>
  );
}
