import type { ChartPoint } from '@spanwright/server/viewer-api';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../components/button.tsx';
import { DataTable } from '../components/data-table.tsx';
import { MISSING } from '../format/number.ts';
import { formatTime } from '../format/time.ts';
import { settings, theme } from '../settings/settings.ts';
import type { ChartShape, Interval } from './series.ts';

interface TimeChartProps {
  readonly shape: ChartShape;
  readonly points: readonly ChartPoint[];
  readonly interval: Interval;
  readonly onPick: (startMs: number) => void;
}

/** One chart over time, which can be read as a table, too. */
export function TimeChart(props: TimeChartProps) {
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

function Drawing({ shape, points, interval, onPick }: TimeChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const zone = settings.timeZone.value;
  const colors = theme.value;
  useEffect(() => {
    const element = place.current;
    let remove: (() => void) | undefined;
    let gone = false;
    void import('./plot.ts').then(({ drawPlot }) => {
      if (!gone && element) remove = drawPlot(element, { shape, points, interval, zone, onPick });
    });
    return () => {
      gone = true;
      remove?.();
    };
  }, [shape, points, interval, zone, colors]);
  return (
    <div class="plot" ref={place} role="img" aria-label={`${shape.title} over time; it can be read as a table, too`} />
  );
}

function ChartTable({ shape, points, interval }: TimeChartProps) {
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
