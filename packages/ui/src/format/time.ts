/** In which zone times are written. */
export type TimeZone = 'local' | 'UTC';

interface Parts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly ms: number;
}

function partsOf(ms: number, zone: TimeZone): Parts {
  const date = new Date(ms);
  // Without daylight saving inside: what the local clock showed at that moment, read as if it were UTC.
  const shown = zone === 'UTC' ? date : new Date(ms - date.getTimezoneOffset() * 60_000);
  return {
    year: shown.getUTCFullYear(),
    month: shown.getUTCMonth(),
    day: shown.getUTCDate(),
    hour: shown.getUTCHours(),
    minute: shown.getUTCMinutes(),
    second: shown.getUTCSeconds(),
    ms: shown.getUTCMilliseconds(),
  };
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (value: number): string => String(value).padStart(2, '0');
const clock = ({ hour, minute, second }: Parts): string => `${two(hour)}:${two(minute)}:${two(second)}`;

/** In full: `2026-11-21 13:05:09.120 UTC`. */
export function formatTime(ms: number, zone: TimeZone): string {
  const parts = partsOf(ms, zone);
  const day = `${parts.year}-${two(parts.month + 1)}-${two(parts.day)}`;
  return `${day} ${clock(parts)}.${String(parts.ms).padStart(3, '0')}${zone === 'UTC' ? ' UTC' : ''}`;
}

/** For lists: `13:05:09` today, `21 Nov 13:05:09` this year, `21 Nov 2025 13:05` before. */
export function formatListTime(ms: number, zone: TimeZone, nowMs: number): string {
  const parts = partsOf(ms, zone);
  const now = partsOf(nowMs, zone);
  const date = `${parts.day} ${MONTHS[parts.month]}`;
  if (parts.year !== now.year) return `${date} ${parts.year} ${clock(parts).slice(0, 5)}`;
  return parts.month === now.month && parts.day === now.day ? clock(parts) : `${date} ${clock(parts)}`;
}

/** For the axis of a chart: `13:00`, or `21 Nov` for days. */
export function formatTick(ms: number, zone: TimeZone, interval: 'hour' | 'day'): string {
  const parts = partsOf(ms, zone);
  const date = `${parts.day} ${MONTHS[parts.month]}`;
  if (interval === 'day') return date;
  return parts.hour === 0 ? date : `${two(parts.hour)}:${two(parts.minute)}`;
}

const AGES: readonly (readonly [number, string])[] = [
  [86_400_000, 'd'],
  [3_600_000, 'h'],
  [60_000, 'min'],
];

/** How long ago: `just now`, `5 min ago`, `3 h ago`, `12 d ago`. */
export function formatAge(ms: number, nowMs: number): string {
  const age = nowMs - ms;
  const unit = AGES.find(([size]) => age >= size);
  return unit ? `${Math.floor(age / unit[0])} ${unit[1]} ago` : 'just now';
}
