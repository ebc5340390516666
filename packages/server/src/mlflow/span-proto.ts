import {
  type JsonObject,
  type JsonValue,
  SpanAttributeKey,
  type SpanData,
  isJsonObject,
  otelTraceId,
} from '@spanwright/core/model';

// Protobuf's JSON of OTLP's message `Span`, with the names of its fields as they stand in the proto file; ids are bytes.

/** Encodes a span. Times are texts: JSON numbers of 64 bits would be rounded by those who read them. */
export function spanToProto(span: SpanData): object {
  const { parentSpanId, endTimeNs, status, events, links = [] } = span;
  return {
    trace_id: base64(otelTraceId(span.traceId)),
    span_id: base64(span.spanId),
    ...(parentSpanId !== undefined && { parent_span_id: base64(parentSpanId) }),
    name: span.name,
    start_time_unix_nano: String(span.startTimeNs),
    ...(endTimeNs !== undefined && { end_time_unix_nano: String(endTimeNs) }),
    attributes: attributesToProto({ ...span.attributes, [SpanAttributeKey.REQUEST_ID]: span.traceId }),
    events: events.map(({ name, timeNs, attributes }) => ({
      time_unix_nano: String(timeNs),
      name,
      attributes: attributesToProto(attributes),
    })),
    links: links.map(({ traceId, spanId, attributes }) => ({
      trace_id: base64(otelTraceId(traceId)),
      span_id: base64(spanId),
      attributes: attributesToProto(attributes),
    })),
    status: { code: `STATUS_CODE_${status.code}`, ...(status.message !== undefined && { message: status.message }) },
  };
}

function attributesToProto(attributes: JsonObject): readonly object[] {
  return Object.entries(attributes).map(([key, value]) => ({ key, value: valueToProto(value) }));
}

function valueToProto(value: JsonValue): object {
  if (value === null) return {};
  if (typeof value === 'string') return { string_value: value };
  if (typeof value === 'boolean') return { bool_value: value };
  if (typeof value === 'number')
    return Number.isSafeInteger(value) ? { int_value: String(value) } : { double_value: value };
  return isJsonObject(value)
    ? { kvlist_value: { values: attributesToProto(value) } }
    : { array_value: { values: value.map(valueToProto) } };
}

function base64(hex: string): string {
  return Buffer.from(hex, 'hex').toString('base64');
}
