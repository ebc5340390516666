import type { SpanJson } from '@spanwright/server/viewer-api';
import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { JsonTree } from '../../components/json-tree/json-tree.tsx';
import { formatMicroseconds } from '../../format/duration.ts';

const STEP = 100;

/** The events of a span in order, each with the time since the span began. */
export function EventsTab({ span }: { readonly span: SpanJson }) {
  const [shown, setShown] = useState(STEP);
  if (span.events.length === 0) return <p class="muted">Nothing was recorded while this span ran.</p>;
  return (
    <ol class="events">
      {span.events.slice(0, shown).map((event, index) => (
        <li key={index} class="event">
          <p class="event-head">
            <span class="event-time number">+{formatMicroseconds(since(span, event.time_unix_nano))}</span>
            <strong class="mono">{event.name}</strong>
          </p>
          {Object.keys(event.attributes).length > 0 && (
            <JsonTree value={event.attributes} plain open={1} label={`Attributes of ${event.name}`} />
          )}
        </li>
      ))}
      {span.events.length > shown && (
        <li>
          <Button kind="quiet" onClick={() => setShown(shown + STEP)}>
            Show more of {span.events.length}
          </Button>
        </li>
      )}
    </ol>
  );
}

/** Microseconds; nanoseconds since 1970 are more than a number can hold. */
function since(span: SpanJson, timeNs: string | number): number {
  return Number((BigInt(timeNs) - BigInt(span.start_time_unix_nano)) / 1000n);
}
