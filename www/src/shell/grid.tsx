// A table with as many rows as a tenant has: beyond a few hundred only those in sight are drawn.
import { useRef, useState, type ReactNode } from "react";

export interface Column<Row> {
  title: string;
  cell: (row: Row) => ReactNode;
  /** Numbers stand on the right; texts of several words get more room. */
  kind?: "number" | "wide";
  /** So much of a wide screen, in percent: what is longer is cut. */
  width?: number;
}

interface Props<Row> {
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  empty: ReactNode;
}

const ALL = 200;
const ROW_PX = 41;
const SPARE = 20;

export function Grid<Row>({ label, columns, rows, keyOf, empty }: Props<Row>) {
  const box = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const windowed = rows.length > ALL;
  const height = 640;
  const first = windowed ? Math.max(0, Math.min(Math.floor(top / ROW_PX) - SPARE, rows.length - 1)) : 0;
  const last = windowed ? Math.min(rows.length, Math.ceil((top + height) / ROW_PX) + SPARE) : rows.length;
  if (rows.length === 0) return <div className="empty">{empty}</div>;
  const scroll = () => {
    const now = box.current?.scrollTop ?? 0;
    // Only when the spare rows are half used up is there something to draw.
    if (windowed && Math.abs(now - top) > (SPARE / 2) * ROW_PX) setTop(now);
  };
  return (
    <div className="grid" data-windowed={windowed} ref={box} tabIndex={0} role="region" aria-label={label} onScroll={scroll}>
      <table aria-label={label} aria-rowcount={rows.length + 1}>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map(({ title, kind, width }) => (
              <th key={title} scope="col" className={kind} style={width ? { width: `${width}%` } : undefined}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {first > 0 && <Gap height={first * ROW_PX} span={columns.length} />}
          {rows.slice(first, last).map((row, index) => (
            <tr key={keyOf(row)} aria-rowindex={first + index + 2}>
              {columns.map(({ title, cell, kind, width }, place) =>
                place === 0 ? <th key={title} scope="row">{cell(row)}</th> : <td key={title} className={width ? "sized" : kind}>{cell(row)}</td>,
              )}
            </tr>
          ))}
          {last < rows.length && <Gap height={(rows.length - last) * ROW_PX} span={columns.length} />}
        </tbody>
      </table>
    </div>
  );
}

const Gap = ({ height, span }: { height: number; span: number }) => (
  <tr aria-hidden="true" className="gap">
    <td colSpan={span} style={{ height, padding: 0 }} />
  </tr>
);
