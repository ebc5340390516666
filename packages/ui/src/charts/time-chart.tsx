import type { ChartPoint } from '@spanwright/server/viewer-api';
import { useState } from 'preact/hooks';
import { Button } from '../components/button.tsx';
import { DataTable } from '../components/data-table.tsx';
import { MISSING } from '../format/number.ts';
import { formatTime } from '../format/time.ts';
import { settings } from '../settings/settings.ts';
import { Drawing, type DrawingProps } from './drawing.tsx';

/** One chart over time, which can be read as a table, too. */
export function TimeChart(props: DrawingProps) {
  const [asTable, setAsTable] = useState(false);
  const { title } = props.shape;
  return (
    <section class="chart" aria-label={title}>
      <header class="chart-header">
        <h2>{title}</h2>
        <Button kind="quiet" pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {asTable ? 'As a chart' : 'As a table'}
        </Button>
      </header>
      {asTable ? <ChartTable {...props} /> : <Drawing {...props} />}
    </section>
  );
}

function ChartTable({ shape, points, interval }: DrawingProps) {
  const zone = settings.timeZone.value;
  const time = ({ startMs = 0 }: ChartPoint): string =>
    formatTime(startMs, zone).slice(0, interval === 'day' ? 10 : 16);
  return (
    <div class="chart-table">
      <DataTable
        label={shape.title}
        rows={points.filter(({ count }) => count > 0).toReversed()}
        rowKey={({ startMs }) => String(startMs)}
        columns={[
          { title: interval === 'day' ? 'Day' : 'Hour', cell: time },
          ...shape.series.map(({ title, value }) => ({
            title,
            numeric: true,
            cell: (point: ChartPoint) => {
              const shown = value(point);
              return shown === undefined ? MISSING : shape.format(shown);
            },
          })),
        ]}
      />
    </div>
  );
}
