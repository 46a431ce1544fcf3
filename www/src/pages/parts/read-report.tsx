// What was read: each file with its calls, how old it is, what was left out and why.
import { Button } from "@fluentui/react-components";
import { Inline } from "../../shell/inline";
import type { Tenant } from "../../tenant/model";
import { count, sentence, when } from "../../words";

const DAY_MS = 86_400_000;
/** How long ago, in days: facts age. */
function age(observed: string): string {
  const days = Math.floor((Date.now() - Date.parse(observed)) / DAY_MS);
  return days < 1 ? ", today" : `, ${count(days, "day")} ago`;
}

/** How the program for the terminal is told that a list is whole; here there is a button for it. */
const BY_FLAG = /[,:]? (?:and )?say `--whole [^`]+`(?: where that is so)?/;

export function ReadReport({ tenant, vouch }: { tenant: Tenant; vouch: (call: string) => void }) {
  return (
    <section className="card">
      <h2>What was read</h2>
      <ul className="files">
        {tenant.files.map((file) => (
          <li key={file.name} data-problem={file.problems.length > 0}>
            <p>
              <strong>{file.name}</strong> <span className="quiet">written {when(file.observed)}{file.observed && age(file.observed)}</span>
            </p>
            {file.calls.map((call) => (
              <p key={call.call}>
                <code>{call.call}</code>: {count(call.records, "record")}, {count(call.facts, "fact")}
                {call.partial && <span className="quiet">; not the whole list: <Inline text={call.partial.replace(BY_FLAG, "")} /> </span>}
                {call.partial && BY_FLAG.test(call.partial) && <Button size="small" onClick={() => vouch(call.call)} aria-label={`It is the whole list: ${call.call}`}>It is the whole list</Button>}
              </p>
            ))}
            {file.problems.map((problem) => (
              <p key={problem.at + problem.message} className="problem">
                <strong>Error:</strong> <Inline text={sentence(problem.message)} /> <span className="quiet"><Inline text={sentence(problem.help)} /></span>
              </p>
            ))}
            {file.calls.length + file.problems.length === 0 && <p className="quiet">Nothing in it is about hosted machines.</p>}
          </li>
        ))}
      </ul>
      {tenant.contradictions.length > 0 && (
        <>
          <h3>What files say differently</h3>
          <ul>{tenant.contradictions.map(({ fact, says }) => <li key={fact}><code>{fact}</code> is left out until they agree{says && says.length > 0 && <span className="quiet">: {says.join(", or ")}</span>}</li>)}</ul>
        </>
      )}
    </section>
  );
}
