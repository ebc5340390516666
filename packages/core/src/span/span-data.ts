import { SpanAttributeKey, type SpanData, type SpanLink, withRaisedLevel } from '../model/index.ts';
import type { LiveSpan } from './live-span.ts';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** A span as plain data, as it stands. */
export function spanData(
  span: LiveSpan,
  attributes: SpanData['attributes'],
  links: readonly SpanLink[] | undefined,
): SpanData {
  const { parentId, endTimeNs } = span;
  // Not by spreading what may be missing: that took most of the time of an export.
  const data: Writable<SpanData> = {
    traceId: span.traceId,
    spanId: span.spanId,
    name: span.name,
    startTimeNs: span.startTimeNs,
    status: span.status,
    attributes,
    events: span.events,
  };
  if (SpanAttributeKey.LOG_LEVEL in attributes) data.attributes = withRaisedLevel(data);
  if (parentId !== undefined) data.parentSpanId = parentId;
  if (endTimeNs !== undefined) data.endTimeNs = endTimeNs;
  if (links) data.links = links;
  return data;
}
