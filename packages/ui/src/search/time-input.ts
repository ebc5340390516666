import type { TimeZone } from '../format/time.ts';

/** A time as a `datetime-local` field has it, in the zone that is shown. */
export function toInput(ms: number | undefined, zone: TimeZone): string {
  if (ms === undefined) return '';
  const shift = zone === 'UTC' ? 0 : new Date(ms).getTimezoneOffset() * 60_000;
  return new Date(ms - shift).toISOString().slice(0, 19);
}

/** What such a field says, in milliseconds since the Unix epoch; undefined where it is empty. */
export function fromInput(text: string, zone: TimeZone): number | undefined {
  const ms = text === '' ? Number.NaN : Date.parse(zone === 'UTC' ? `${text}Z` : text);
  return Number.isNaN(ms) ? undefined : ms;
}
