// Who can do what: the acting person's rights with the reason and the least change, and what each role brings.
import { useMemo } from "react";
import type { Roles as RolesAnswer } from "greenlight/whole";
import { useAnswer } from "../engine/use";
import { WhoAndWhere } from "../forms/add-name";
import { Grid, type Column } from "../shell/grid";
import { Inline } from "../shell/inline";
import { Answered, Head, State } from "../shell/parts";
import { Some } from "../shell/some";
import { caseOf, names } from "../tenant/model";
import { useTenant } from "../tenant/tenants";
import { Ways } from "../verdict/grants";
import { Recording } from "../verdict/recording";
import { plain, sentence } from "../words";

type Row = RolesAnswer["matrix"][number];

/** A column for each table that roles are about. */
function columnsOf(matrix: readonly Row[]): Column<Row>[] {
  const of = (row: Row, table: string) => row.tables.find((one) => one.table === table);
  const cell = (table: string) => (row: Row) => (of(row, table)?.everything ? "Everything" : of(row, table)?.operations.join(", ") || "–");
  return [{ title: "Role", cell: (row) => row.role }, ...(matrix[0]?.tables ?? []).map(({ table }) => ({ title: table, cell: cell(table) }))];
}

/** Of more people than this a list is easier to choose from. */
const PILLS_MAX = 12;

export default function Roles() {
  const [tenant, change] = useTenant();
  const request = useMemo(
    () => ({ case: caseOf(tenant, undefined), ...(tenant.actor ? { person: tenant.actor } : {}), ...(tenant.environment ? { environment: tenant.environment } : {}) }),
    [tenant],
  );
  const answer = useAnswer("roles", request);
  const people = names(tenant, "people");
  return (
    <>
      <Head title="Roles">What people may do in <strong>{tenant.environment ?? "the environment"}</strong>, why not, and the least role that would change it.</Head>
      {people.length > PILLS_MAX ? <p className="quiet">Whom it is about is chosen above, under “Acting as”.</p> : (
        <div className="commands" role="group" aria-label="Act as">
          {people.map((person) => (
            <button key={person} type="button" className="pill" aria-pressed={person === tenant.actor} onClick={() => change((before) => ({ ...before, actor: person }))}>
              {person}
            </button>
          ))}
        </div>
      )}
      <WhoAndWhere />
      <Recording>
        <Answered answer={answer}>
          {(roles) => (
            <>
              {roles.person && (
                <section className="card">
                  <h2>What {roles.person.name} may do</h2>
                  <p className="quiet">Roles: {roles.person.roles.join(", ") || "none, as far as is known"}</p>
                  <ul className="can">
                    {roles.person.actions.map((can) => (
                      <li key={can.action}>
                        <span className="name">{plain(can.action)}</span>
                        <State word={can.can} />
                        <div className="why">
                          <Inline text={sentence(can.says)} />
                          {can.access && can.access.sets.length > 0 && (
                            <div className="grants">
                              <p className="quiet">The least that would change it:</p>
                              <Ways access={can.access} shown={1} />
                            </div>
                          )}
                        </div>
                      </li>
                    ))}
                  </ul>
                  {roles.questions.length > 0 && <ul><Some of={roles.questions} what="questions">{(question) => <li key={question.at}><Inline text={sentence(question.message)} /></li>}</Some></ul>}
                </section>
              )}
              <section className="card">
                <h2>What each role brings</h2>
                <Grid label="What each role brings" columns={columnsOf(roles.matrix)} rows={roles.matrix} keyOf={(row) => row.role} empty="No role is known." />
              </section>
              <section className="card">
                <h2>What each action needs</h2>
                <ul className="needs">
                  {roles.actions.map((needs) => (
                    <li key={needs.action}>
                      <strong>{plain(needs.action)}</strong>: {needs.roles.map(({ role }) => role).join(", or ") || "no security role"}. <span className="quiet"><Inline text={sentence(needs.says)} /></span>
                    </li>
                  ))}
                </ul>
              </section>
            </>
          )}
        </Answered>
      </Recording>
    </>
  );
}
