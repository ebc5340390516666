import type { JsonObject, JsonValue } from './json.ts';

/** Status of a span. `UNSET` while it runs; at its end `OK`, or `ERROR` with a message. */
export interface SpanStatus {
  readonly code: 'UNSET' | 'OK' | 'ERROR';
  readonly message?: string;
}

/** Something that happened at one moment of a span. */
export interface SpanEvent {
  readonly name: string;
  /** Nanoseconds since the Unix epoch. */
  readonly timeNs: bigint;
  readonly attributes: JsonObject;
}

/** A link to a span of this or another trace. */
export interface SpanLink {
  /** `tr-` and 32 hex digits. */
  readonly traceId: string;
  readonly spanId: string;
  readonly attributes: JsonObject;
}

/**
 * One recorded span: plain data that a structured clone carries unchanged to a worker.
 * Inputs, outputs and span type are attributes under MLflow's keys, with decoded values.
 */
export interface SpanData {
  /** `tr-` and the 32 lower-case hex digits of OpenTelemetry's trace id. */
  readonly traceId: string;
  /** 16 lower-case hex digits. */
  readonly spanId: string;
  /** Missing for a root span. */
  readonly parentSpanId?: string;
  readonly name: string;
  /** Nanoseconds since the Unix epoch. */
  readonly startTimeNs: bigint;
  /** Missing while the span is open. */
  readonly endTimeNs?: bigint;
  readonly status: SpanStatus;
  readonly attributes: { readonly [key: string]: JsonValue };
  readonly events: readonly SpanEvent[];
  readonly links?: readonly SpanLink[];
}
