import { TracingError } from '@spanwright/core/model';
import type { SqlValue } from './driver.ts';
import { isExactText } from './exact-text.ts';

const TRACE_ID = /^tr-[0-9a-f]{32}$/;
const SPAN_ID = /^[0-9a-f]{16}$/;

/** A trace id as the store keeps it: 16 bytes for `tr-` and 32 hex digits, any other as text. */
export function toTraceKey(traceId: string): Uint8Array | string {
  return TRACE_ID.test(traceId) ? Buffer.from(traceId.slice(3), 'hex') : plain(traceId, 'trace');
}

/** Reads what `toTraceKey` wrote. */
export function fromTraceKey(key: SqlValue | undefined): string {
  return key instanceof Uint8Array ? `tr-${hex(key)}` : String(key);
}

/** SQL of the trace id that `toTraceKey` made the key of. */
export function traceIdSql(key: string): string {
  return `CASE typeof(${key}) WHEN 'blob' THEN 'tr-' || lower(hex(${key})) ELSE ${key} END`;
}

/** A span id as the store keeps it: 8 bytes for 16 hex digits, any other as text. */
export function toSpanKey(spanId: string): Uint8Array | string {
  return SPAN_ID.test(spanId) ? Buffer.from(spanId, 'hex') : plain(spanId, 'span');
}

/** SQL of the span id that `toSpanKey` made the key of; NULL of NULL. */
export function spanIdSql(key: string): string {
  return `CASE typeof(${key}) WHEN 'blob' THEN lower(hex(${key})) ELSE ${key} END`;
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
}

function plain(id: string, of: string): string {
  if (typeof id === 'string' && id !== '' && isExactText(id)) return id;
  throw new TracingError(
    'INVALID_PARAMETER_VALUE',
    `Not a ${of} id: ${JSON.stringify(id)}. A non-empty text is expected.`,
  );
}
