import type { ChartPoint } from '@spanwright/server/viewer-api';

/** Hours or days, as charts are divided. */
export type Interval = 'hour' | 'day';

const HOUR_MS = 3_600_000;
const STEP_MS: { readonly [Name in Interval]: number } = { hour: HOUR_MS, day: 24 * HOUR_MS };
const MAX_HOURS = 96;
const MAX_STEPS = 2000;

/** A time that charts show, milliseconds since the Unix epoch. */
export interface ChartTime {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Hours for up to four days, else days. */
export const intervalFor = ({ fromMs, toMs }: ChartTime): Interval =>
  toMs - fromMs <= MAX_HOURS * HOUR_MS ? 'hour' : 'day';

/** One point for each hour or day, also for those without traces, from the beginning of the time that was chosen. */
export function everyStep(points: readonly ChartPoint[], time: ChartTime, interval: Interval): readonly ChartPoint[] {
  const step = STEP_MS[interval];
  const known = new Map(points.map((point) => [point.startMs ?? 0, point]));
  // Where all of the time was chosen, it begins with the first trace.
  const fromMs = time.fromMs > 0 ? time.fromMs : Math.min(...known.keys(), time.toMs);
  const first = Math.floor(fromMs / step) * step;
  const count = Math.min(MAX_STEPS, Math.floor((time.toMs - first) / step) + 1);
  return Array.from({ length: count }, (_, index) => {
    const startMs = first + index * step;
    return known.get(startMs) ?? { ...NOTHING, startMs };
  });
}

const NOTHING = { count: 0, errors: 0, inputTokens: 0, outputTokens: 0, totalTokens: 0, cost: 0 };

/** One line or row of bars of a chart. */
export interface Series {
  readonly title: string;
  /** Custom property of its colour. */
  readonly color: string;
  readonly value: (point: ChartPoint) => number | undefined;
  /** Drawn as bars from zero; default a line. */
  readonly bars?: true;
}

/** A chart over time. */
export interface ChartShape {
  readonly title: string;
  readonly series: readonly Series[];
  readonly format: (value: number) => string;
}
