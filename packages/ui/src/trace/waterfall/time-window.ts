/** The part of a trace's time that the waterfall shows, microseconds since the trace's start. */
export interface TimeWindow {
  readonly fromUs: number;
  readonly toUs: number;
}

/** Where something is in the window, as fractions of its width. */
export interface Bar {
  readonly left: number;
  readonly width: number;
}

const SMALLEST_US = 10;

/** The whole of a trace. */
export function wholeTrace(extentUs: number): TimeWindow {
  return { fromUs: 0, toUs: extentUs };
}

/**
 * Zooms about a place, which stays where it is. Never beyond the trace, nor closer than 10 µs.
 * @param factor below 1 comes closer
 * @param at fraction of the window's width
 */
export function zoom(window: TimeWindow, extentUs: number, factor: number, at: number): TimeWindow {
  const width = window.toUs - window.fromUs;
  const next = Math.min(extentUs, Math.max(Math.min(SMALLEST_US, extentUs), width * factor));
  return within(window.fromUs + (width - next) * at, next, extentUs);
}

/** Moves the window by a fraction of its width, not beyond the trace. */
export function pan(window: TimeWindow, extentUs: number, by: number): TimeWindow {
  const width = window.toUs - window.fromUs;
  return within(window.fromUs + width * by, width, extentUs);
}

/** The window between two fractions of this one, in any order. */
export function select(window: TimeWindow, extentUs: number, a: number, b: number): TimeWindow {
  const width = window.toUs - window.fromUs;
  const [from, to] = a < b ? [a, b] : [b, a];
  return within(window.fromUs + from * width, Math.max(SMALLEST_US, (to - from) * width), extentUs);
}

function within(fromUs: number, width: number, extentUs: number): TimeWindow {
  const from = Math.max(0, Math.min(extentUs - width, fromUs));
  return { fromUs: from, toUs: from + width };
}

/** Where a time is in the window; undefined where it is outside of it. */
export function barOf(window: TimeWindow, startUs: number, endUs: number): Bar | undefined {
  if (endUs < window.fromUs || startUs > window.toUs) return undefined;
  const width = window.toUs - window.fromUs;
  const left = Math.max(0, (startUs - window.fromUs) / width);
  return { left, width: Math.min(1, (endUs - window.fromUs) / width) - left };
}

const NICE = [1, 2, 5, 10];

/** Round times within the window, about as many as wished, for the lines of a scale. */
export function ticks({ fromUs, toUs }: TimeWindow, wished: number): readonly number[] {
  const rough = Math.max((toUs - fromUs) / Math.max(1, wished), Number.MIN_VALUE);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * (NICE.find((nice) => nice * power >= rough) ?? 10);
  const first = Math.ceil(fromUs / step);
  return Array.from({ length: Math.floor(toUs / step) - first + 1 }, (_, index) => (first + index) * step);
}
