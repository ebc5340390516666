import { SpanAttributeKey } from './attribute-key.ts';
import type { JsonValue } from './json.ts';
import { type SpanJson, spanToJson } from './mlflow-json.ts';
import type { SpanData, SpanEvent, SpanStatus } from './span-data.ts';
import { logLevelOfSpan, type SpanLogLevel } from './span-log-level.ts';
import { SpanType } from './span-type.ts';

/** A finished span, as read back from a trace. It cannot be changed. */
export class Span {
  readonly #data: SpanData;

  constructor(data: SpanData) {
    this.#data = data;
  }

  /** `tr-` and 32 hex digits. */
  get traceId(): string {
    return this.#data.traceId;
  }
  /** MLflow's older name of `traceId`. */
  get requestId(): string {
    return this.#data.traceId;
  }
  /** 16 hex digits. */
  get spanId(): string {
    return this.#data.spanId;
  }
  /** Undefined for the root. */
  get parentId(): string | undefined {
    return this.#data.parentSpanId;
  }
  get name(): string {
    return this.#data.name;
  }
  get spanType(): SpanType {
    return (this.getAttribute(SpanAttributeKey.SPAN_TYPE) as SpanType | undefined) ?? SpanType.UNKNOWN;
  }
  get inputs(): JsonValue | undefined {
    return this.getAttribute(SpanAttributeKey.INPUTS);
  }
  get outputs(): JsonValue | undefined {
    return this.getAttribute(SpanAttributeKey.OUTPUTS);
  }
  /** What was chosen, else INFO for models, tools, retrievers and agents, DEBUG for others; ERROR after an exception. */
  get logLevel(): SpanLogLevel {
    return logLevelOfSpan(this.#data);
  }
  get status(): SpanStatus {
    return this.#data.status;
  }
  get attributes(): { readonly [key: string]: JsonValue } {
    return this.#data.attributes;
  }
  get events(): readonly SpanEvent[] {
    return this.#data.events;
  }
  /** Nanoseconds since the Unix epoch. */
  get startTimeNs(): bigint {
    return this.#data.startTimeNs;
  }
  /** Nanoseconds since the Unix epoch; undefined while the span is open. */
  get endTimeNs(): bigint | undefined {
    return this.#data.endTimeNs;
  }

  getAttribute(key: string): JsonValue | undefined {
    return this.#data.attributes[key];
  }

  /** MLflow's V3 dictionary. */
  toJSON(): SpanJson {
    return spanToJson(this.#data);
  }
}
