import type { ChartPoint } from '@spanwright/server/viewer-api';
import { MISSING } from '../format/number.ts';
import { formatTime } from '../format/time.ts';
import { settings } from '../settings/settings.ts';
import type { ChartShape, Interval } from './series.ts';

interface LegendProps {
  readonly shape: ChartShape;
  /** Whose values are told. */
  readonly point: ChartPoint | undefined;
  readonly interval: Interval;
}

/** What the colours mean, with the values of the point that is looked at. */
export function Legend({ shape, point, interval }: LegendProps) {
  const zone = settings.timeZone.value;
  const valueOf = (value: number | undefined): string => (value === undefined ? MISSING : shape.format(value));
  return (
    <p class="plot-legend" aria-live="polite">
      {shape.series.map(({ title, color, value, bars }) => (
        <span key={title}>
          <i class={bars ? 'is-bar' : ''} style={{ background: `var(${color})` }} aria-hidden="true" />
          {title} {point && <b class="number">{valueOf(value(point))}</b>}
        </span>
      ))}
      {point?.startMs !== undefined && (
        <span class="plot-time number">{formatTime(point.startMs, zone).slice(0, interval === 'day' ? 10 : 16)}</span>
      )}
    </p>
  );
}
