import { formatDuration } from '../format/duration.ts';
import { formatCost, formatShort } from '../format/number.ts';
import type { ChartShape } from './series.ts';

const count = (value: number): string => formatShort(value);

/** The charts over time. */
export const shapes: readonly ChartShape[] = [
  {
    title: 'Requests',
    format: count,
    series: [
      { title: 'Traces', color: '--series-1', value: ({ count: all }) => all, bars: true },
      { title: 'Failed', color: '--bad', value: ({ errors }) => errors, bars: true },
    ],
  },
  {
    title: 'Error rate',
    format: (value) => `${Number(value.toFixed(1))}%`,
    series: [
      {
        title: 'Failed, percent',
        color: '--bad',
        value: ({ errors, count: all }) => (all === 0 ? undefined : (errors / all) * 100),
      },
    ],
  },
  {
    title: 'Latency',
    format: (value) => formatDuration(Math.round(value)),
    series: [
      { title: 'p50', color: '--series-1', value: ({ latencyMs }) => latencyMs?.p50 },
      { title: 'p90', color: '--series-3', value: ({ latencyMs }) => latencyMs?.p90 },
      { title: 'p99', color: '--series-5', value: ({ latencyMs }) => latencyMs?.p99 },
    ],
  },
  {
    title: 'Tokens',
    format: count,
    series: [
      { title: 'Input', color: '--series-1', value: ({ inputTokens }) => inputTokens },
      { title: 'Output', color: '--series-2', value: ({ outputTokens }) => outputTokens },
    ],
  },
  {
    title: 'Cost',
    format: formatCost,
    series: [{ title: 'USD', color: '--series-4', value: ({ cost }) => cost, bars: true }],
  },
];
