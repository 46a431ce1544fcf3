// A table with a field that filters it, and how much of it is shown.
import { useDeferredValue, useMemo, useState, type ReactNode } from "react";
import { Field, Input } from "@fluentui/react-components";
import { Grid, type Column } from "./grid";

interface Props<Row> {
  /** What the rows are called, such as `machines`. */
  rows: readonly Row[];
  noun: string;
  /** By what can be filtered, and the text of a row in which it is looked for. */
  by: string;
  textOf: (row: Row) => string;
  columns: readonly Column<Row>[];
  keyOf: (row: Row) => string;
  /** Said where there are no rows at all. */
  empty: ReactNode;
  /** How many there are before other filters. */
  total?: number;
  /** Other filters. */
  children?: ReactNode;
}

export function FilteredGrid<Row>({ rows, noun, by, textOf, columns, keyOf, empty, total = rows.length, children }: Props<Row>) {
  const [filter, setFilter] = useState("");
  // The list follows the field when there is time: typing comes first.
  const wanted = useDeferredValue(filter.trim().toLowerCase());
  const found = useMemo(() => (wanted === "" ? rows : rows.filter((row) => textOf(row).includes(wanted))), [rows, wanted, textOf]);
  const label = noun.charAt(0).toUpperCase() + noun.slice(1);
  return (
    <>
      <div className="filter">
        <Field label={`Filter by ${by}`}>
          <Input value={filter} onChange={(_, { value }) => setFilter(value)} type="search" />
        </Field>
        {children}
        <span role="status" className="quiet">{found.length === total ? `${total} ${noun}` : `${found.length} of ${total} ${noun}`}</span>
      </div>
      <Grid label={label} columns={columns} rows={found} keyOf={keyOf} empty={total === 0 ? empty : `None of the ${noun} fits the filter.`} />
    </>
  );
}
