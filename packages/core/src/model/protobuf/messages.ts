/** How a field's value is written, and which form it has in OTLP's JSON. */
export type ScalarType =
  | 'string'
  | 'bool'
  | 'double'
  /** Fixed 64 bits without sign; a decimal string in JSON. */
  | 'fixed64'
  | 'fixed32'
  /** A number of an enumeration or counter. */
  | 'uint32'
  /** 64 bits with sign; a decimal string in JSON. */
  | 'int64'
  /** Bytes that are hex digits in JSON: OTLP's ids. */
  | 'hex'
  /** Bytes that are base64 in JSON. */
  | 'base64';

/** One field of a message. */
export interface Field {
  /** The name in OTLP's JSON. */
  readonly name: string;
  /** A scalar, or the name of a message. */
  readonly type: ScalarType | MessageName;
  readonly repeated?: true;
  /** One of several of which one is set: written also where it has its type's default value. */
  readonly choice?: true;
}

/** Fields by their numbers in the protocol. */
export type Fields = Readonly<Record<number, Field>>;

/** Messages of an OTLP trace request; each is named for the type in `opentelemetry/proto`. */
export type MessageName =
  | 'TraceRequest'
  | 'ResourceSpans'
  | 'Resource'
  | 'ScopeSpans'
  | 'Scope'
  | 'Span'
  | 'Event'
  | 'Link'
  | 'Status'
  | 'KeyValue'
  | 'AnyValue'
  | 'ArrayValue'
  | 'KeyValueList';

const ATTRIBUTES = { name: 'attributes', type: 'KeyValue', repeated: true } as const;

/** The messages, from opentelemetry-proto 1.x. What is not listed here is skipped when it is read. */
export const MESSAGES: Readonly<Record<MessageName, Fields>> = {
  TraceRequest: { 1: { name: 'resourceSpans', type: 'ResourceSpans', repeated: true } },
  ResourceSpans: {
    1: { name: 'resource', type: 'Resource' },
    2: { name: 'scopeSpans', type: 'ScopeSpans', repeated: true },
  },
  Resource: { 1: ATTRIBUTES },
  ScopeSpans: { 1: { name: 'scope', type: 'Scope' }, 2: { name: 'spans', type: 'Span', repeated: true } },
  Scope: { 1: { name: 'name', type: 'string' }, 2: { name: 'version', type: 'string' } },
  Span: {
    1: { name: 'traceId', type: 'hex' },
    2: { name: 'spanId', type: 'hex' },
    4: { name: 'parentSpanId', type: 'hex' },
    5: { name: 'name', type: 'string' },
    6: { name: 'kind', type: 'uint32' },
    7: { name: 'startTimeUnixNano', type: 'fixed64' },
    8: { name: 'endTimeUnixNano', type: 'fixed64' },
    9: ATTRIBUTES,
    11: { name: 'events', type: 'Event', repeated: true },
    13: { name: 'links', type: 'Link', repeated: true },
    15: { name: 'status', type: 'Status' },
    16: { name: 'flags', type: 'fixed32' },
  },
  Event: { 1: { name: 'timeUnixNano', type: 'fixed64' }, 2: { name: 'name', type: 'string' }, 3: ATTRIBUTES },
  Link: { 1: { name: 'traceId', type: 'hex' }, 2: { name: 'spanId', type: 'hex' }, 4: ATTRIBUTES },
  Status: { 2: { name: 'message', type: 'string' }, 3: { name: 'code', type: 'uint32' } },
  KeyValue: { 1: { name: 'key', type: 'string' }, 2: { name: 'value', type: 'AnyValue' } },
  AnyValue: {
    1: { name: 'stringValue', type: 'string', choice: true },
    2: { name: 'boolValue', type: 'bool', choice: true },
    3: { name: 'intValue', type: 'int64', choice: true },
    4: { name: 'doubleValue', type: 'double', choice: true },
    5: { name: 'arrayValue', type: 'ArrayValue', choice: true },
    6: { name: 'kvlistValue', type: 'KeyValueList', choice: true },
    7: { name: 'bytesValue', type: 'base64', choice: true },
  },
  ArrayValue: { 1: { name: 'values', type: 'AnyValue', repeated: true } },
  KeyValueList: { 1: { name: 'values', type: 'KeyValue', repeated: true } },
};

/** True for the name of a message. */
export function isMessage(type: Field['type']): type is MessageName {
  return Object.hasOwn(MESSAGES, type);
}
