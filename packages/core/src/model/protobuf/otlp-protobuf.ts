import type { OtlpSpan, OtlpTraceRequest } from '../otlp-json.ts';
import { ByteReader } from './byte-reader.ts';
import { ByteWriter } from './byte-writer.ts';
import { readMessage } from './read-message.ts';
import { writeMessage } from './write-message.ts';

/**
 * Encodes a request to `/v1/traces` as `application/x-protobuf`.
 * @throws TracingError INVALID_PARAMETER_VALUE for values nested more than 1,000 messages deep.
 */
export function otlpToProtobuf(request: OtlpTraceRequest): Uint8Array {
  const writer = new ByteWriter();
  writeMessage(writer, 'TraceRequest', request);
  return writer.result();
}

/**
 * Reads a request to `/v1/traces` of the type `application/x-protobuf`. Numbers of 64 bits become decimal strings; fields
 * that are not known are skipped, and so are fields with a default value where the sender left them out.
 * @param spanOf makes something else of each span as soon as it was read: the objects in between live for a moment only.
 * @throws TracingError INVALID_PARAMETER_VALUE for bytes that are no such request, with the place in them.
 */
export function otlpFromProtobuf<S = OtlpSpan>(bytes: Uint8Array, spanOf?: (span: OtlpSpan) => S): OtlpTraceRequest<S> {
  const taken = spanOf ? { Span: (span: object) => spanOf(span as OtlpSpan) } : {};
  return readMessage(new ByteReader(bytes), 'TraceRequest', taken);
}
