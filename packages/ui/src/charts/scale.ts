import type { ChartPoint } from '@spanwright/server/viewer-api';
import type { ChartShape, Interval } from './series.ts';

/** Pixels around the drawing: room for the ticks. */
export const MARGIN = { left: 64, right: 10, top: 10, bottom: 22 } as const;
/** Pixels. */
export const HEIGHT = 196;

const MAX_TICKS = 4;
const TICK_ROOM = 56;
const STEPS: { readonly [Name in Interval]: readonly number[] } = {
  hour: [1, 2, 3, 6, 12, 24, 48],
  day: [1, 2, 7, 14, 30, 90, 180, 365],
};

/** The largest value of a chart; 0 where there is none. */
export const largest = ({ series }: ChartShape, points: readonly ChartPoint[]): number =>
  Math.max(0, ...points.flatMap((point) => series.map(({ value }) => value(point) ?? 0)));

/** Round values from 0 up to the first that is no smaller than `max`, at most five. */
export function valueTicks(max: number): readonly number[] {
  if (max <= 0) return [0, 1];
  const rough = max / MAX_TICKS;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough) ?? 10);
  const count = Math.ceil(Number((max / step).toPrecision(9)));
  return Array.from({ length: count + 1 }, (_, index) => Number((index * step).toPrecision(9)));
}

/** Every so many points there is room for a time. */
export function timeTickStep(count: number, width: number, interval: Interval): number {
  const fitting = Math.max(1, Math.floor((width - MARGIN.left - MARGIN.right) / TICK_ROOM));
  return STEPS[interval].find((step) => count / step <= fitting) ?? Math.ceil(count / fitting);
}

/** Where values and points are drawn; pixels. */
export interface Scale {
  readonly width: number;
  /** Middle of the place of a point. */
  readonly x: (index: number) => number;
  readonly y: (value: number) => number;
  /** Room that each point has. */
  readonly step: number;
  /** The point at a place from the left. */
  readonly indexAt: (x: number) => number;
}

/** The scale of a drawing with so many points, whose values go from 0 to `max`. */
export function scaleFor(width: number, count: number, max: number): Scale {
  const room = Math.max(1, width - MARGIN.left - MARGIN.right);
  const step = room / Math.max(1, count);
  const depth = HEIGHT - MARGIN.top - MARGIN.bottom;
  return {
    width,
    step,
    x: (index) => MARGIN.left + (index + 0.5) * step,
    y: (value) => MARGIN.top + depth * (1 - value / max),
    indexAt: (x) => Math.max(0, Math.min(count - 1, Math.floor((x - MARGIN.left) / step))),
  };
}

/** An SVG path through the values, with gaps where there are none. */
export function linePath(values: readonly (number | undefined)[], { x, y }: Scale): string {
  return values
    .map((value, index) => {
      if (value === undefined) return '';
      const begins = index === 0 || values[index - 1] === undefined;
      return `${begins ? 'M' : 'L'}${x(index).toFixed(1)} ${y(value).toFixed(1)}`;
    })
    .join('');
}
