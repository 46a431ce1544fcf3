// Who something is shared with, deactivated people marked, and how to change that.
import { MessageBar, MessageBarBody } from "@fluentui/react-components";
import { AskFor } from "../../actions/ask";
import type { Details } from "../../forms/use-action";
import { items, unknownList, value, type Tenant } from "../../tenant/model";
import { useTenant } from "../../tenant/tenants";
import { plain } from "../../words";

interface Props {
  title: string;
  /** Nothing where it is not known. */
  people: { person: string; level?: string }[] | undefined;
  share: string;
  unshare: string;
  preset: Details;
}

const deactivated = (tenant: Tenant, person: string) => ["disabled", "deleted"].includes(value(tenant.facts.people?.[person]?.account) ?? "");

/** The people of a list, or nothing where it is not known. */
export const peopleOf = (list: unknown): Props["people"] => (unknownList(list) ? undefined : items(list as string[]).map((person) => ({ person })));

export function Access({ title, people, share, unshare, preset }: Props) {
  const [tenant] = useTenant();
  const gone = (people ?? []).filter(({ person }) => deactivated(tenant, person));
  return (
    <section className="card">
      <h2>{title}</h2>
      {gone.length > 0 && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            Warning: it is shared with {gone.map(({ person }) => person).join(", ")}, whose account is deactivated. Take the access away.
          </MessageBarBody>
        </MessageBar>
      )}
      {people === undefined && <p className="quiet">Who it is shared with is not known.</p>}
      {people?.length === 0 && <p>It is shared with nobody.</p>}
      {people && people.length > 0 && (
        <ul className="people">
          {people.map(({ person, level }) => (
            <li key={person}>
              <span>
                {person}
                {level && <span className="quiet"> {plain(level)}</span>}
                {deactivated(tenant, person) && <span className="state" data-tone="bad">Deactivated</span>}
              </span>
              <AskFor action={unshare} preset={{ ...preset, with: person }} size="small" aria-label={`Take away: ${person}`}>Take away</AskFor>
            </li>
          ))}
        </ul>
      )}
      <div className="commands">
        <AskFor action={share} preset={preset}>Add people</AskFor>
      </div>
    </section>
  );
}
