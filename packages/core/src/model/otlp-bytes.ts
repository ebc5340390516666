import type { JsonObject, JsonValue } from './json.ts';
import { JsonBytes } from './json-bytes.ts';
import { otelTraceId, type OtlpSource, spanToOtlp, statusToOtlp } from './otlp-json.ts';
import { isList, numberToOtlp } from './otlp-value.ts';
import type { SpanData } from './span-data.ts';

const REMEMBERED_KEYS = 1000;
const SPAN_BYTES = 1024;

const encoder = new TextEncoder();
const encode = (text: string): Uint8Array => encoder.encode(text);

/** What stands between the values. */
const PART = {
  TRACE_ID: encode('{"traceId":'),
  SPAN_ID: encode(',"spanId":'),
  PARENT: encode(',"parentSpanId":'),
  NAME: encode(',"name":'),
  START: encode(',"kind":1,"flags":1,"startTimeUnixNano":'),
  END: encode(',"endTimeUnixNano":'),
  ATTRIBUTES: encode(',"attributes":'),
  STATUS: encode(',"status":'),
  TEXT: encode('{"stringValue":'),
  TRUE: encode('{"boolValue":true}'),
  FALSE: encode('{"boolValue":false}'),
  INTEGER: encode('{"intValue":"'),
  INTEGER_END: encode('"}'),
  DOUBLE: encode('{"doubleValue":'),
  NULL: encode('{}'),
  OBJECT: encode('{"kvlistValue":{"values":'),
  OBJECT_END: encode('}}'),
  LIST: encode('{"arrayValue":{"values":['),
  LIST_END: encode(']}}'),
  COMMA: encode(','),
  OPEN: encode('['),
  CLOSE: encode(']'),
  BRACE: encode('}'),
  OK: encode(JSON.stringify(statusToOtlp({ code: 'OK' }))),
} as const;

const PLAIN_KEY = /^[\w .:/-]*$/;

const keyParts = new Map<string, Uint8Array>();

/**
 * Body of a request to `/v1/traces`: the bytes of the JSON of what `spansToOtlp` gives, without the objects and the
 * text in between.
 */
export function spansToOtlpBytes(spans: readonly SpanData[], { resource, scope }: OtlpSource): Uint8Array {
  const out = new JsonBytes(spans.length * SPAN_BYTES);
  out.raw('{"resourceSpans":[{"resource":{"attributes":');
  writeAttributes(out, resource);
  out.raw('},"scopeSpans":[{"scope":{"name":');
  out.string(scope.name);
  if (scope.version !== undefined) {
    out.raw(',"version":');
    out.string(scope.version);
  }
  out.raw('},"spans":[');
  for (let index = 0; index < spans.length; index += 1) {
    if (index > 0) out.bytes(PART.COMMA);
    writeSpan(out, spans[index] as SpanData);
  }
  out.raw(']}]}]}');
  return out.result();
}

function writeSpan(out: JsonBytes, span: SpanData): void {
  // Rare, and not worth a second way to write them.
  if (span.events.length > 0 || span.links) return out.json(spanToOtlp(span));
  const { parentSpanId, endTimeNs, status } = span;
  out.bytes(PART.TRACE_ID);
  out.string(otelTraceId(span.traceId));
  out.bytes(PART.SPAN_ID);
  out.string(span.spanId);
  if (parentSpanId !== undefined) {
    out.bytes(PART.PARENT);
    out.string(parentSpanId);
  }
  out.bytes(PART.NAME);
  out.string(span.name);
  out.bytes(PART.START);
  out.nanoseconds(span.startTimeNs);
  if (endTimeNs !== undefined) {
    out.bytes(PART.END);
    out.nanoseconds(endTimeNs);
  }
  out.bytes(PART.ATTRIBUTES);
  writeAttributes(out, span.attributes);
  out.bytes(PART.STATUS);
  if (status.code === 'OK' && status.message === undefined) out.bytes(PART.OK);
  else out.json(statusToOtlp(status));
  out.bytes(PART.BRACE);
}

function writeAttributes(out: JsonBytes, attributes: JsonObject): void {
  let isFirst = true;
  out.bytes(PART.OPEN);
  for (const key of Object.keys(attributes)) {
    writeKey(out, key, isFirst);
    writeValue(out, attributes[key] ?? null);
    out.bytes(PART.BRACE);
    isFirst = false;
  }
  out.bytes(PART.CLOSE);
}

/** The beginning of a `KeyValue`: keys repeat from span to span. */
function writeKey(out: JsonBytes, key: string, isFirst: boolean): void {
  if (!isFirst) out.bytes(PART.COMMA);
  const known = keyParts.get(key);
  if (known !== undefined) return out.bytes(known);
  if (PLAIN_KEY.test(key) && keyParts.size < REMEMBERED_KEYS) keyParts.set(key, encode(`{"key":"${key}","value":`));
  out.raw('{"key":');
  out.string(key);
  out.raw(',"value":');
}

function writeValue(out: JsonBytes, value: JsonValue): void {
  switch (typeof value) {
    case 'string':
      out.bytes(PART.TEXT);
      out.string(value);
      return out.bytes(PART.BRACE);
    case 'boolean':
      return out.bytes(value ? PART.TRUE : PART.FALSE);
    case 'number':
      return writeNumber(out, value);
    default:
      return value === null ? out.bytes(PART.NULL) : writeHolder(out, value);
  }
}

function writeHolder(out: JsonBytes, value: readonly JsonValue[] | JsonObject): void {
  if (!isList(value)) {
    out.bytes(PART.OBJECT);
    writeAttributes(out, value);
    return out.bytes(PART.OBJECT_END);
  }
  out.bytes(PART.LIST);
  for (let index = 0; index < value.length; index += 1) {
    if (index > 0) out.bytes(PART.COMMA);
    writeValue(out, value[index] ?? null);
  }
  out.bytes(PART.LIST_END);
}

function writeNumber(out: JsonBytes, value: number): void {
  if (Number.isSafeInteger(value) && !Object.is(value, -0)) {
    out.bytes(PART.INTEGER);
    out.raw(String(value));
    out.bytes(PART.INTEGER_END);
  } else if (Number.isFinite(value)) {
    out.bytes(PART.DOUBLE);
    out.raw(JSON.stringify(value));
    out.bytes(PART.BRACE);
  } else out.json(numberToOtlp(value));
}
