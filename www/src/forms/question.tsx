// A question of the engine as a field: its answer becomes a fact of the tenant.
import { memo } from "react";
import type { Case, OpenPlace } from "greenlight/whole";
import { read } from "../tenant/pointer";
import { sentence } from "../words";
import { FactInput } from "./fact-input";
import { useSchema } from "./schema";
import { optionsOf } from "./use-action";

interface Props {
  place: OpenPlace;
  facts: Case;
  answer: (at: string, value: unknown) => void;
  invalid: (at: string, wrong: string | undefined) => void;
}

export const QuestionField = memo(Asked, (before, after) => {
  const same = (one: Props) => JSON.stringify([one.place, read(one.facts, one.place.at)]);
  return before.answer === after.answer && before.invalid === after.invalid && same(before) === same(after);
});

function Asked({ place, facts, answer, invalid }: Props) {
  const { shape } = useSchema().place(place.at);
  return (
    <FactInput
      label={sentence(place.message).replaceAll("`", "")}
      shape={shape}
      value={read(facts, place.at)}
      options={optionsOf(facts, place)}
      id={`fact${place.at}`}
      onChange={(value) => answer(place.at, value)}
      onInvalid={(wrong) => invalid(place.at, wrong)}
    />
  );
}
