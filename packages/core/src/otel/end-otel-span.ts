import type * as otel from '@opentelemetry/api';
import type { JsonObject, JsonValue, SpanStatus } from '../model/index.ts';
import type { LiveSpan } from '../span/live-span.ts';

/** In the order of OpenTelemetry's numbers. */
const CODES: readonly SpanStatus['code'][] = ['UNSET', 'OK', 'ERROR'];

/** Gives the program's span what ours holds, and ends it. Structures become JSON text, as MLflow has them there. */
export function endOtelSpan(otelSpan: otel.Span, span: LiveSpan): void {
  const { name, attributes, events, status, endTimeNs } = span.toData();
  otelSpan.updateName(name);
  otelSpan.setAttributes(flat(attributes));
  for (const event of events) otelSpan.addEvent(event.name, flat(event.attributes), hrTime(event.timeNs));
  otelSpan.setStatus({ ...status, code: CODES.indexOf(status.code) });
  otelSpan.end(endTimeNs === undefined ? undefined : hrTime(endTimeNs));
}

function flat(attributes: JsonObject): otel.Attributes {
  return Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, flatValue(value)]));
}

function flatValue(value: JsonValue): otel.AttributeValue {
  return typeof value === 'object' ? JSON.stringify(value) : value;
}

function hrTime(ns: bigint): otel.HrTime {
  return [Number(ns / 1_000_000_000n), Number(ns % 1_000_000_000n)];
}
