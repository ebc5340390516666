import type * as otel from '@opentelemetry/api';
import { now } from '../clock.ts';
import { guarded } from '../guard.ts';
import { newSpanId } from '../ids.ts';
import { warnOnce } from '../logger.ts';
import {
  type EndReason,
  type JsonObject,
  type JsonValue,
  SpanAttributeKey,
  type SpanData,
  SpanEventKey,
  type SpanStatus,
  spanToJson,
  SpanType,
} from '../model/index.ts';
import { asText } from './as-text.ts';
import { endOptions } from './end-options.ts';
import { readEvent, type SpanEventInput } from './event-input.ts';
import { exceptionAttributes, exceptionMessage } from './exception.ts';
import type { LiveTrace } from './live-trace.ts';
import type { SpanEndOptions, SpanOptions, SpanOrigin } from './span-options.ts';
import { type LateAttributes, SpanContent } from './span-content.ts';
import { spanData } from './span-data.ts';
import { spanEnd } from './span-end.ts';
import { readLink, type SpanLinkInput } from './span-link.ts';
import { type StatusInput, statusOf } from './span-status.ts';
import { nanosecondsOf } from './time-input.ts';

const SAMPLED = 1;
const UNSET: SpanStatus = { code: 'UNSET' };
const OK: SpanStatus = { code: 'OK' };

/**
 * A span being recorded. It is also an OpenTelemetry `Span`. Values are copied when they are set, so that
 * later changes by the program do not show; after `end()` nothing changes any more. No method throws, except
 * for a status that does not exist.
 */
export class LiveSpan implements otel.Span {
  /** The trace that this span belongs to. */
  readonly trace: LiveTrace;
  /** 16 hex digits. */
  readonly spanId: string;
  /** Undefined for a root span. */
  readonly parent: LiveSpan | undefined;
  readonly #origin: SpanOrigin | undefined;
  #name: string;
  readonly #content: SpanContent;
  #status: SpanStatus = UNSET;
  readonly #startMs: number;
  readonly #startNs: bigint | undefined;
  #endMs: number | undefined;
  #endNs: bigint | undefined;

  /** @param parent default that of the options */
  constructor(
    trace: LiveTrace,
    options: SpanOptions,
    origin?: SpanOrigin,
    parent: LiveSpan | undefined = options.parent,
  ) {
    this.trace = trace;
    this.#origin = origin;
    this.spanId = origin?.spanId ?? newSpanId();
    this.parent = parent;
    this.#name = asText(options.name ?? 'span');
    this.#content = new SpanContent(asText(options.spanType ?? SpanType.UNKNOWN));
    this.#startMs = now();
    this.#startNs = nanosecondsOf(options.startTimeNs);
    if (options.inputs !== undefined) this.setInputs(options.inputs);
    if (options.attributes) this.setAttributes(options.attributes);
    trace.started(this);
  }

  /** `tr-` and 32 hex digits; MLflow's `MLFLOW_NO_OP_SPAN_TRACE_ID` for a span that is not recorded. */
  get traceId(): string {
    return this.trace.traceId;
  }
  /** MLflow's older name of `traceId`. */
  get requestId(): string {
    return this.trace.traceId;
  }
  /** Undefined for a root span; may be the id of a span of another process. */
  get parentId(): string | undefined {
    return this.parent?.spanId ?? this.#origin?.remoteParentId;
  }
  get name(): string {
    return this.#name;
  }
  get spanType(): SpanType {
    return this.#content.spanType;
  }
  get inputs(): JsonValue | undefined {
    return this.#content.inputs;
  }
  get outputs(): JsonValue | undefined {
    return this.#content.outputs;
  }
  get status(): SpanStatus {
    return this.#status;
  }
  get events(): SpanData['events'] {
    return this.#content.eventsAt((ms) => this.trace.timeNs(ms));
  }
  /** Nanoseconds since the Unix epoch. */
  get startTimeNs(): bigint {
    return this.#startNs ?? this.trace.timeNs(this.#startMs);
  }
  /** Nanoseconds since the Unix epoch; undefined while the span is open. */
  get endTimeNs(): bigint | undefined {
    return this.#endNs ?? (this.#endMs === undefined ? undefined : this.trace.timeNs(this.#endMs));
  }
  /** Estimated bytes of what the span holds. */
  get bytes(): number {
    return this.#content.bytes;
  }
  /** Attributes that cost time to make, called once when the span is exported; explicitly set ones win over them. */
  set lateAttributes(late: LateAttributes) {
    if (this.isRecording()) this.#content.late = late;
  }
  /** Milliseconds since the span's start. */
  get ageMs(): number {
    return now() - this.#startMs;
  }

  setInputs(inputs: unknown): this {
    return this.setAttribute(SpanAttributeKey.INPUTS, inputs);
  }

  setOutputs(outputs: unknown): this {
    return this.setAttribute(SpanAttributeKey.OUTPUTS, outputs);
  }

  setSpanType(spanType: SpanType): this {
    return this.setAttribute(SpanAttributeKey.SPAN_TYPE, spanType);
  }

  setAttribute(key: string, value: unknown): this {
    if (typeof key !== 'string') warnOnce(`an attribute key must be a string, got ${typeof key}; it is left out`);
    else if (this.isRecording()) this.#content.set(key, value);
    return this;
  }

  setAttributes(attributes: Readonly<Record<string, unknown>>): this {
    if (typeof attributes !== 'object' || attributes === null)
      warnOnce('attributes must be an object; they are left out');
    else guarded('reading attributes', () => this.#setAll(attributes));
    return this;
  }

  getAttribute(key: string): JsonValue | undefined {
    return this.#content.get(key);
  }

  get attributes(): JsonObject {
    return this.#content.toAttributes();
  }

  /**
   * Sets the status.
   * @throws TracingError INVALID_PARAMETER_VALUE for a status that does not exist.
   */
  setStatus(status: StatusInput): this {
    const next = statusOf(status);
    if (this.isRecording()) this.#status = next;
    return this;
  }

  /** Takes what OpenTelemetry has, or one object as MLflow has it. */
  addEvent(event: string | SpanEventInput, attributesOrTime?: unknown, time?: otel.TimeInput): this {
    if (this.isRecording())
      guarded('reading an event', () => this.#content.addEvent(readEvent(event, attributesOrTime, time)));
    return this;
  }

  /** Marks the span as failed and records the error as an `exception` event. */
  recordException(error: unknown, time?: otel.TimeInput): void {
    if (!this.isRecording()) return;
    this.#content.addEvent({ name: SpanEventKey.EXCEPTION, attributes: exceptionAttributes(error), time });
    this.#status = { code: 'ERROR', message: exceptionMessage(error) };
  }

  /** Ends the span; a status that is not ERROR becomes OK. A second call does nothing. */
  end(options?: SpanEndOptions | otel.TimeInput): void {
    if (!this.isRecording()) return;
    const { outputs, attributes, status, endTimeNs } = endOptions(options);
    if (outputs !== undefined) this.setOutputs(outputs);
    if (attributes) this.setAttributes(attributes);
    if (status) this.#status = statusOf(status);
    if (this.#status.code === 'UNSET') this.#status = OK;
    if (spanEnd.ending) spanEnd.ending(this);
    if (!this.isRecording()) return;
    this.#endMs = now();
    this.#endNs = nanosecondsOf(endTimeNs);
    this.#origin?.ended?.(this);
    this.trace.ended(this);
  }

  /** Ends the span early, marked with why. */
  stop(reason: EndReason): void {
    this.setAttribute(SpanAttributeKey.END_REASON, reason);
    this.end();
  }

  [Symbol.dispose](): void {
    this.end();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.end();
  }

  isRecording(): boolean {
    return this.#endMs === undefined;
  }

  spanContext(): otel.SpanContext {
    return { traceId: this.trace.otelTraceId, spanId: this.spanId, traceFlags: this.trace.recorded ? SAMPLED : 0 };
  }

  updateName(name: string): this {
    if (this.isRecording()) this.#name = asText(name);
    return this;
  }

  addLink(link: SpanLinkInput): this {
    const read = guarded('reading a link', () => readLink(link));
    if (read && this.isRecording()) this.#content.addLink(read);
    return this;
  }

  addLinks(links: readonly SpanLinkInput[]): this {
    guarded('reading links', () => links.forEach((link) => this.addLink(link)));
    return this;
  }

  /** The span as plain data, as it stands, what is to be hidden left out. Late attributes are made here. */
  toData(): SpanData {
    const { redactions } = this.trace;
    const attributes = this.#content.toAttributes(redactions);
    const data = spanData(this, attributes, this.#content.links);
    return redactions.length === 0 ? data : redactions.reduce((rest, redaction) => redaction.span(rest), data);
  }

  /** MLflow's V3 dictionary of the span as it stands, what is to be hidden left out. */
  toJSON(): ReturnType<typeof spanToJson> {
    return spanToJson(this.toData());
  }

  #setAll(attributes: Readonly<Record<string, unknown>>): void {
    for (const key of Object.keys(attributes)) this.setAttribute(key, attributes[key]);
  }
}
