import { describe, expect, it } from '@jest/globals';
import { barOf, pan, select, ticks, wholeTrace, zoom } from '../../src/trace/waterfall/time-window.ts';
import { endOf, traceExtent } from '../../src/trace/waterfall/trace-extent.ts';
import { outline } from './outline.ts';

const EXTENT = 1000;

describe('the time that a waterfall shows', () => {
  it('zooms about a place that stays where it is, and never leaves the trace', () => {
    const half = zoom(wholeTrace(EXTENT), EXTENT, 0.5, 0.25);
    expect(half).toEqual({ fromUs: 125, toUs: 625 });
    expect(zoom(half, EXTENT, 10, 0.9)).toEqual({ fromUs: 0, toUs: 1000 });
    expect(zoom(half, EXTENT, 0, 0).toUs - zoom(half, EXTENT, 0, 0).fromUs).toBe(10);
    expect(pan(half, EXTENT, 5)).toEqual({ fromUs: 500, toUs: 1000 });
    expect(select(wholeTrace(EXTENT), EXTENT, 0.75, 0.25)).toEqual({ fromUs: 250, toUs: 750 });
  });

  it('cuts bars at its edges and leaves out those beyond', () => {
    const window = { fromUs: 100, toUs: 300 };
    expect(barOf(window, 0, 200)).toEqual({ left: 0, width: 0.5 });
    expect(barOf(window, 250, 900)).toEqual({ left: 0.75, width: 0.25 });
    expect(barOf(window, 301, 400)).toBeUndefined();
  });

  it('leaves room behind the last that is known of a trace for the spans that still run', () => {
    const done = [outline('1', { durationUs: 100 }), outline('2', { startUs: 50, durationUs: 50 })];
    const { durationUs: _, ...open } = outline('3', { startUs: 200 });
    expect(traceExtent(done)).toBe(100);
    expect(traceExtent([...done, open])).toBe(220);
    expect(endOf(open, 220)).toBe(220);
  });

  it.each([
    [{ fromUs: 0, toUs: 1000 }, [0, 200, 400, 600, 800, 1000]],
    [{ fromUs: 130, toUs: 155 }, [130, 135, 140, 145, 150, 155]],
  ])('has lines at round times', (window, times) => expect(ticks(window, 5)).toEqual(times));
});
