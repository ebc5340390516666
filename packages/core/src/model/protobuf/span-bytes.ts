import type { JsonObject, JsonValue } from '../json.ts';
import { otelTraceId, type OtlpSource, spanToOtlp } from '../otlp-json.ts';
import { attributesToOtlp, isList, numberToOtlp } from '../otlp-value.ts';
import type { SpanData, SpanStatus } from '../span-data.ts';
import { ByteWriter } from './byte-writer.ts';
import { checkDepth, writeMessage } from './write-message.ts';

/** Bytes to have room for at first, for each span: as many as the spans had that were written last, within these. */
const SPAN_BYTES = { LEAST: 400, MOST: 4096 } as const;
const REMEMBERED_KEYS = 1000;

/** Number and encoding of the fields, as they stand before their values; `MESSAGES` tells of them. */
const REQUEST = { RESOURCE_SPANS: 0x0a } as const;
const RESOURCE_SPANS = { RESOURCE: 0x0a, SCOPE_SPANS: 0x12 } as const;
const SCOPE_SPANS = { SCOPE: 0x0a, SPANS: 0x12 } as const;
const SPAN = {
  TRACE_ID: 0x0a,
  SPAN_ID: 0x12,
  PARENT: 0x22,
  NAME: 0x2a,
  KIND: 0x30,
  START: 0x39,
  END: 0x41,
  ATTRIBUTES: 0x4a,
  STATUS: 0x7a,
} as const;
const STATUS = { MESSAGE: 0x12, CODE: 0x18 } as const;
const PAIR = { KEY: 0x0a, VALUE: 0x12 } as const;
const VALUE = { TEXT: 0x0a, BOOL: 0x10, INTEGER: 0x18, DOUBLE: 0x21, LIST: 0x2a, OBJECT: 0x32 } as const;
const HOLDER = { VALUES: 0x0a, ATTRIBUTES: 0x0a } as const;

const INTERNAL = 1;
/** Flags say that the span was sampled. */
const SAMPLED = Uint8Array.of(0x85, 0x01, 1, 0, 0, 0);
const CODES: Readonly<Record<SpanStatus['code'], number>> = { UNSET: 0, OK: 1, ERROR: 2 };

/** How many messages are around those of a span, and of a resource. */
const DEPTH = { SPAN: 3, RESOURCE: 2 } as const;

let spanBytes: number = SPAN_BYTES.LEAST;

/**
 * Body of a request to `/v1/traces`: the bytes that `otlpToProtobuf` makes of what `spansToOtlp` gives, without the
 * objects in between.
 * @throws TracingError INVALID_PARAMETER_VALUE for values nested more than 1,000 messages deep.
 */
export function spansToProtobuf(spans: readonly SpanData[], { resource, scope }: OtlpSource): Uint8Array {
  const out = new ByteWriter(spans.length * spanBytes);
  out.message(REQUEST.RESOURCE_SPANS, () => {
    out.message(RESOURCE_SPANS.RESOURCE, () =>
      writeMessage(out, 'Resource', { attributes: attributesToOtlp(resource) }, DEPTH.RESOURCE),
    );
    out.message(RESOURCE_SPANS.SCOPE_SPANS, () => {
      out.message(SCOPE_SPANS.SCOPE, () => writeMessage(out, 'Scope', scope));
      for (const span of spans) writeSpan(out, span);
    });
  });
  const bytes = out.result();
  spanBytes = Math.min(Math.max(Math.ceil(bytes.length / (spans.length || 1)), SPAN_BYTES.LEAST), SPAN_BYTES.MOST);
  return bytes;
}

function writeSpan(out: ByteWriter, span: SpanData): void {
  const start = out.open(SCOPE_SPANS.SPANS, 2);
  // Rare, and not worth a second way to write them.
  if (span.events.length > 0 || span.links) writeMessage(out, 'Span', spanToOtlp(span), DEPTH.SPAN);
  else writeFields(out, span);
  out.close(start, 2);
}

function writeFields(out: ByteWriter, span: SpanData): void {
  const { parentSpanId, name, startTimeNs, endTimeNs } = span;
  out.hex(SPAN.TRACE_ID, otelTraceId(span.traceId));
  out.hex(SPAN.SPAN_ID, span.spanId);
  if (parentSpanId !== undefined) out.hex(SPAN.PARENT, parentSpanId);
  if (name !== '') out.field(SPAN.NAME, name);
  out.small(SPAN.KIND, INTERNAL);
  if (startTimeNs !== 0n) out.moment(SPAN.START, startTimeNs);
  if (endTimeNs) out.moment(SPAN.END, endTimeNs);
  writeAttributes(out, SPAN.ATTRIBUTES, span.attributes, DEPTH.SPAN + 1);
  writeStatus(out, span.status);
  out.part(SAMPLED);
}

function writeStatus(out: ByteWriter, { code, message }: SpanStatus): void {
  const start = out.open(SPAN.STATUS, 1);
  if (message) out.field(STATUS.MESSAGE, message);
  if (code !== 'UNSET') out.small(STATUS.CODE, CODES[code]);
  out.close(start, 1);
}

function writeAttributes(out: ByteWriter, field: number, attributes: JsonObject, depth: number): void {
  checkDepth(depth);
  for (const key of Object.keys(attributes)) {
    const start = out.open(field, 1);
    writeKey(out, key);
    const value = out.open(PAIR.VALUE, 1);
    writeValue(out, attributes[key] ?? null, depth + 1);
    out.close(value, 1);
    out.close(start, 1);
  }
}

const keys = new Map<string, Uint8Array>();

/** Keys repeat from span to span. */
function writeKey(out: ByteWriter, key: string): void {
  const known = keys.get(key);
  if (known) return out.part(known);
  if (key === '') return;
  if (keys.size < REMEMBERED_KEYS) keys.set(key, keyField(key));
  out.field(PAIR.KEY, key);
}

function keyField(key: string): Uint8Array {
  const writer = new ByteWriter(key.length);
  writer.field(PAIR.KEY, key);
  return writer.result();
}

function writeValue(out: ByteWriter, value: JsonValue, depth: number): void {
  checkDepth(depth);
  switch (typeof value) {
    case 'string':
      return out.field(VALUE.TEXT, value);
    case 'boolean':
      return out.small(VALUE.BOOL, value ? 1 : 0);
    case 'number':
      return writeNumber(out, value, depth);
    default:
      if (value !== null) writeHolder(out, value, depth + 1);
  }
}

function writeNumber(out: ByteWriter, value: number, depth: number): void {
  if (!Number.isInteger(value) && Number.isFinite(value)) out.fraction(VALUE.DOUBLE, value);
  else if ((value > 0 && value < 0x8000_0000) || Object.is(value, 0)) out.small(VALUE.INTEGER, value);
  else writeMessage(out, 'AnyValue', numberToOtlp(value), depth);
}

function writeHolder(out: ByteWriter, value: readonly JsonValue[] | JsonObject, depth: number): void {
  const isOfList = isList(value);
  const start = out.open(isOfList ? VALUE.LIST : VALUE.OBJECT, 1);
  if (isOfList) writeList(out, value, depth);
  else writeAttributes(out, HOLDER.ATTRIBUTES, value, depth + 1);
  out.close(start, 1);
}

function writeList(out: ByteWriter, values: readonly JsonValue[], depth: number): void {
  for (const value of values) {
    const start = out.open(HOLDER.VALUES, 1);
    writeValue(out, value, depth + 1);
    out.close(start, 1);
  }
}
