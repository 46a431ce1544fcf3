// A question of the engine as a field: its answer becomes a fact of the tenant.
import { memo } from "react";
import type { Case, OpenPlace } from "greenlight/whole";
import { parts, read } from "../tenant/pointer";
import { labelOf, sentence } from "../words";
import { names } from "../tenant/model";
import { useTenant } from "../tenant/tenants";
import { AddEnvironment, AddPerson } from "./add-name";
import { FactInput } from "./fact-input";
import { useFields } from "./fields";
import { optionsOf } from "./use-action";

interface Props {
  place: OpenPlace;
  facts: Case;
  answer: (at: string, value: unknown) => void;
  invalid: (at: string, wrong: string | undefined) => void;
}

export const QuestionField = memo(Asked, (before, after) => {
  const same = <T,>(one: T, other: T) => one === other || JSON.stringify(one) === JSON.stringify(other);
  const value = ({ facts, place }: Props) => read(facts, place.at);
  return before.answer === after.answer && before.invalid === after.invalid && same(before.place, after.place) && same(value(before), value(after));
});

/** A question about the request itself: the form has a field for it already. */
export function RequestField({ place, show }: { place: OpenPlace; show?: (field: string) => void }) {
  const [tenant] = useTenant();
  const [, , field] = parts(place.at);
  if (field === undefined) return <AddPerson id="field-actor" />;
  if (field === "environment" && names(tenant, "environments").length === 0) return <AddEnvironment id="field-environment" />;
  const lead = (event: { preventDefault: () => void }) => {
    event.preventDefault();
    show?.(field);
    // The step of the field is drawn before it can take the focus.
    setTimeout(() => document.getElementById(`field-${field}`)?.focus(), 0);
  };
  return (
    <p>
      <a href={`#field-${field}`} onClick={lead}>{labelOf(field)}</a> is not chosen yet.
    </p>
  );
}

function Asked({ place, facts, answer, invalid }: Props) {
  const fields = useFields();
  return (
    <FactInput
      label={sentence(place.message).replaceAll("`", "")}
      shape={fields.shape(place.at)}
      value={read(facts, place.at)}
      options={optionsOf(facts, place, fields)}
      id={`fact${place.at}`}
      onChange={(value) => answer(place.at, value)}
      onInvalid={(wrong) => invalid(place.at, wrong)}
    />
  );
}
