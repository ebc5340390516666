import {
  isList,
  type JsonObject,
  type JsonValue,
  type OtlpSpan,
  SpanAttributeKey,
  type SpanData,
  spansFromOtlp,
} from '../model/index.ts';

/** Fields of bytes, which the server writes in base64. */
const IDS: ReadonlySet<string> = new Set(['traceId', 'spanId', 'parentSpanId']);

/** Levels of lists and objects that a value may have; the server's reader of protobuf stops at 100 messages. */
const MOST_LEVELS = 28;

/** Spans as `GetTrace` gives them: OTLP in JSON with names of other spelling, and ids in base64. */
export function spansFromWire(spans: readonly object[]): readonly SpanData[] {
  const otlp = spans.map((span) => renamed(span) as OtlpSpan);
  return spansFromOtlp({ resourceSpans: [{ scopeSpans: [{ spans: otlp }] }] }).flatMap((group) =>
    group.spans.map(withoutRequestId),
  );
}

/**
 * A span as it has to be sent for the server to store it as it is: the server takes text that looks like JSON for JSON,
 * once, and cannot read back what is nested too deep: from there on it gets text.
 */
export function spanForWire(span: SpanData): SpanData {
  const attributes = { ...mapped(span.attributes, attributeForWire), [SpanAttributeKey.REQUEST_ID]: span.traceId };
  return {
    ...span,
    attributes,
    events: span.events.map((event) => ({ ...event, attributes: mapped(event.attributes, eventValue) })),
  };
}

function attributeForWire(value: JsonValue): JsonValue {
  if (typeof value === 'string') return /^\s*["[{]/.test(value) ? JSON.stringify(value) : value;
  return flattened(value, MOST_LEVELS);
}

// Attributes of events are OpenTelemetry's: texts, numbers, booleans, and lists of one kind of them.
function eventValue(value: JsonValue): JsonValue {
  return typeof value === 'object' ? JSON.stringify(value) : value;
}

// The same value where nothing of it is too deep.
function flattened(value: JsonValue, levels: number): JsonValue {
  if (typeof value !== 'object' || value === null) return value;
  if (levels === 0) return JSON.stringify(value);
  if (isList(value)) return value.map((one) => flattened(one, levels - 1));
  return mapped(value, (one) => flattened(one, levels - 1));
}

function mapped(attributes: JsonObject, change: (value: JsonValue) => JsonValue): JsonObject {
  return Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, change(value)]));
}

// Names of attributes are values here, so that every key of an object is the protocol's.
function renamed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(renamed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      const name = key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
      return [name, IDS.has(name) && typeof inner === 'string' ? hex(inner) : renamed(inner)];
    }),
  );
}

function hex(base64: string): string {
  return Buffer.from(base64, 'base64').toString('hex');
}

function withoutRequestId(span: SpanData): SpanData {
  const { [SpanAttributeKey.REQUEST_ID]: _, ...attributes } = span.attributes;
  return { ...span, attributes };
}
