import { describe, expect, it } from '@jest/globals';
import { everyStep, intervalFor } from '../src/charts/series.ts';
import { commonKeys, formatMetric } from '../src/runs/run-columns.ts';

const HOUR = 3_600_000;
const point = (startMs: number, count: number) => ({
  startMs,
  count,
  errors: 0,
  inputTokens: 0,
  outputTokens: 0,
  totalTokens: 0,
  cost: 0,
});

describe('charts over time', () => {
  it('show hours for days, and days for weeks', () => {
    expect(intervalFor({ fromMs: 0, toMs: 24 * HOUR })).toBe('hour');
    expect(intervalFor({ fromMs: 0, toMs: 7 * 24 * HOUR })).toBe('day');
  });

  it('show hours without traces as nothing, not as a line between the others', () => {
    const steps = everyStep([point(HOUR, 3), point(4 * HOUR, 2)], { fromMs: HOUR + 5, toMs: 5 * HOUR + 5 }, 'hour');
    expect(steps.map(({ startMs, count }) => [startMs, count])).toEqual([
      [HOUR, 3],
      [2 * HOUR, 0],
      [3 * HOUR, 0],
      [4 * HOUR, 2],
      [5 * HOUR, 0],
    ]);
  });

  it('begin with the first trace where all of the time is shown', () => {
    const steps = everyStep([point(48 * HOUR, 1)], { fromMs: 0, toMs: 72 * HOUR }, 'day');
    expect(steps.map(({ startMs }) => startMs)).toEqual([48 * HOUR, 72 * HOUR]);
  });
});

describe('columns of runs', () => {
  it('are what most runs have', () => {
    expect(commonKeys([{ a: 1, b: 2 }, { b: 3 }, {}])).toEqual(['b', 'a']);
    expect(formatMetric(0.123456)).toBe('0.1235');
    expect(formatMetric(12)).toBe('12');
    expect(formatMetric(undefined)).toBe('–');
  });
});
