/** A moment, in milliseconds since the Unix epoch, as `2026-11-21 14:03:22` in the given or the local time zone. */
export function formatTime(ms: number, timeZone?: string): string {
  const options: Intl.DateTimeFormatOptions = { dateStyle: 'short', timeStyle: 'medium' };
  // Swedish writes dates as ISO 8601 does.
  return new Intl.DateTimeFormat('sv-SE', { ...options, ...(timeZone !== undefined && { timeZone }) }).format(ms);
}
