/** A time range that ends now, or fixed times. */
export interface TimeRange {
  /** Milliseconds since the Unix epoch. */
  readonly fromMs?: number;
  /** Milliseconds since the Unix epoch; missing for a range that ends now. */
  readonly toMs?: number;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Ranges to choose from; the name stands in the address. */
export const presets: readonly { readonly name: string; readonly title: string; readonly ms: number }[] = [
  { name: '15m', title: 'Last 15 minutes', ms: 15 * MINUTE },
  { name: '1h', title: 'Last hour', ms: HOUR },
  { name: '6h', title: 'Last 6 hours', ms: 6 * HOUR },
  { name: '24h', title: 'Last 24 hours', ms: DAY },
  { name: '7d', title: 'Last 7 days', ms: 7 * DAY },
  { name: '30d', title: 'Last 30 days', ms: 30 * DAY },
];

const isFixed = /^(\d*)-(\d*)$/;

/** Reads a range from an address: a preset's name, or `FROM-TO` in milliseconds with either side open. */
export function readRange(text: string | undefined, nowMs: number): TimeRange {
  const preset = presets.find(({ name }) => name === text);
  if (preset) return { fromMs: nowMs - preset.ms };
  const fixed = isFixed.exec(text ?? '');
  return {
    ...(fixed?.[1] && { fromMs: Number(fixed[1]) }),
    ...(fixed?.[2] && { toMs: Number(fixed[2]) }),
  };
}

/** Writes fixed times for an address; empty where there is no limit. @see readRange */
export function writeRange({ fromMs, toMs }: TimeRange): string {
  return fromMs === undefined && toMs === undefined ? '' : `${fromMs ?? ''}-${toMs ?? ''}`;
}

/** The range as conditions of a filter. */
export function rangeClauses({ fromMs, toMs }: TimeRange): readonly string[] {
  return [
    ...(fromMs === undefined ? [] : [`timestamp_ms >= ${fromMs}`]),
    ...(toMs === undefined ? [] : [`timestamp_ms <= ${toMs}`]),
  ];
}
