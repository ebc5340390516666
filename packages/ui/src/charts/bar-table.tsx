import type { ChartPoint } from '@spanwright/server/viewer-api';
import type { ComponentChildren } from 'preact';
import { type DataColumn, DataTable } from '../components/data-table.tsx';

/** What a `BarTable` shows. */
export interface BarTableProps {
  readonly title: string;
  readonly points: readonly ChartPoint[];
  /** What rows are called. */
  readonly what: string;
  /** Length of the bars; rows stand in its order. */
  readonly measure: (point: ChartPoint) => number;
  readonly columns: readonly DataColumn<ChartPoint>[];
  /** Where a row leads. */
  readonly link?: (value: string) => string;
  /** Stands where there is nothing. */
  readonly empty: ComponentChildren;
}

const MAX_ROWS = 20;

/** A table of which the first column has bars: what there is most of stands first. */
export function BarTable({ title, points, what, measure, columns, link, empty }: BarTableProps) {
  const rows = points.toSorted((a, b) => measure(b) - measure(a)).slice(0, MAX_ROWS);
  const most = Math.max(...rows.map(measure), 0);
  const first: DataColumn<ChartPoint> = {
    title: what,
    cell: (point) => (
      <span class="share-cell">
        <span
          class="share-bar"
          style={{ width: `${most > 0 ? (measure(point) / most) * 100 : 0}%` }}
          aria-hidden="true"
        />
        <span class="share-name">{link ? <a href={link(point.value ?? '')}>{point.value}</a> : point.value}</span>
      </span>
    ),
  };
  return (
    <section class="chart">
      <header class="chart-header">
        <h2>{title}</h2>
      </header>
      {rows.length === 0 ? (
        <p class="muted chart-empty">{empty}</p>
      ) : (
        <DataTable label={title} rows={rows} rowKey={({ value }) => value ?? ''} columns={[first, ...columns]} />
      )}
    </section>
  );
}
