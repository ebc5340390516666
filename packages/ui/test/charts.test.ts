import { describe, expect, it } from '@jest/globals';
import { everyStep, intervalFor } from '../src/charts/series.ts';
import { linePath, scaleFor, timeTickStep, valueTicks } from '../src/charts/scale.ts';
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

  it('begin where the chosen time does, though the first traces came later', () => {
    const steps = everyStep([point(48 * HOUR, 1)], { fromMs: 25 * HOUR, toMs: 72 * HOUR }, 'day');
    expect(steps.map(({ startMs, count }) => [startMs, count])).toEqual([
      [24 * HOUR, 0],
      [48 * HOUR, 1],
      [72 * HOUR, 0],
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

describe('the drawing of a chart', () => {
  it('has round values on its axis, from zero to above the largest', () => {
    expect(valueTicks(111)).toEqual([0, 50, 100, 150]);
    expect(valueTicks(100)).toEqual([0, 25, 50, 75, 100]);
    expect(valueTicks(0.0031)).toEqual([0, 0.001, 0.002, 0.003, 0.004]);
    expect(valueTicks(0)).toEqual([0, 1]);
    for (const max of [1, 3, 7, 9.99, 12_345, 0.07, 1e9]) {
      const ticks = valueTicks(max);
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(max);
      expect(ticks.length).toBeLessThanOrEqual(5);
    }
  });

  it('writes no more times than there is room for', () => {
    for (const count of [1, 7, 24, 96, 400]) {
      for (const width of [300, 600, 1200]) {
        expect(Math.ceil(count / timeTickStep(count, width, 'hour')) * 50).toBeLessThan(width);
      }
    }
  });

  it('finds the point under the pointer', () => {
    const scale = scaleFor(500, 24, 10);
    for (let index = 0; index < 24; index += 1) expect(scale.indexAt(scale.x(index))).toBe(index);
    expect(scale.indexAt(-50)).toBe(0);
    expect(scale.indexAt(9999)).toBe(23);
  });

  it('leaves gaps where there is no value', () => {
    const path = linePath([1, 2, undefined, 3], scaleFor(500, 4, 3));
    expect(path.match(/[ML]/g)).toEqual(['M', 'L', 'M']);
  });
});
