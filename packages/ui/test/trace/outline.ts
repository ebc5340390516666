import type { SpanOutline } from '@spanwright/server/viewer-api';

/** A span as the server outlines it. */
export function outline(spanId: string, fields: Partial<SpanOutline> = {}): SpanOutline {
  return { spanId, name: spanId, spanType: 'CHAIN', startUs: 0, durationUs: 1, status: 'OK', ...fields };
}
