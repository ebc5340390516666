import { formatListTime, formatTime } from '../format/time.ts';
import { settings } from '../settings/settings.ts';

/** A time for lists, in the zone that was chosen; on hovering in full. */
export function TimeText({ ms }: { readonly ms: number }) {
  const zone = settings.timeZone.value;
  return (
    <time dateTime={new Date(ms).toISOString()} title={formatTime(ms, zone)}>
      {formatListTime(ms, zone, Date.now())}
    </time>
  );
}
