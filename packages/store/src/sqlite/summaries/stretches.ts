import type { ChartQuery } from '../../summaries.ts';

const HOUR_MS = 3_600_000;
const DAY = 24;
// Hours since the Unix epoch of which a Date can still tell.
const END_OF_TIME = 2_400_000_000;

/** Hours since the Unix epoch: `from` inclusive, `to` exclusive. */
export interface HourRange {
  readonly from: number;
  readonly to: number;
}

/** Some time, to be read by hours or by days. */
export interface Stretch extends HourRange {
  readonly grain: 1 | 24;
}

/** The whole hours that a query asks for. */
export function hoursOf({ fromMs, toMs }: ChartQuery): HourRange {
  return {
    from: fromMs === undefined ? -END_OF_TIME : Math.floor(fromMs / HOUR_MS),
    to: toMs === undefined ? END_OF_TIME : Math.ceil(toMs / HOUR_MS),
  };
}

/** How to read a range with few rows: whole days as days, unless hours are wanted. */
export function stretches({ from, to }: HourRange, interval: ChartQuery['interval']): readonly Stretch[] {
  const firstDay = Math.ceil(from / DAY) * DAY;
  const endOfDays = Math.floor(to / DAY) * DAY;
  if (interval === 'hour' || firstDay >= endOfDays) return [{ grain: 1, from, to }];
  const all: readonly Stretch[] = [
    { grain: 1, from, to: firstDay },
    { grain: 24, from: firstDay, to: endOfDays },
    { grain: 1, from: endOfDays, to },
  ];
  return all.filter((stretch) => stretch.from < stretch.to);
}
