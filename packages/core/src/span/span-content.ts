import type { Link } from '@opentelemetry/api';
import { snapshot } from '../capture/snapshot.ts';
import { guarded } from '../guard.ts';
import type { Redaction, SpanMember } from '../redaction/redaction.ts';
import { asText } from './as-text.ts';
import type { ReadEvent } from './event-input.ts';
import { EventLog } from './event-log.ts';
import {
  type JsonObject,
  type JsonValue,
  SpanAttributeKey,
  type SpanEvent,
  type SpanLink,
  type SpanType,
} from '../model/index.ts';

/** Attributes that cost time to make; called once, off the call path, with copies of what was recorded. */
export type LateAttributes = (inputs: JsonValue | undefined, outputs: JsonValue | undefined) => JsonObject;

const NO_EVENTS: readonly SpanEvent[] = [];

/** What one span holds: copies of inputs, outputs and attributes, made when they are set. */
export class SpanContent {
  /** Estimated. */
  bytes = 512;
  spanType: SpanType;
  inputs: JsonValue | undefined;
  outputs: JsonValue | undefined;
  /** Explicitly set attributes win over them. */
  late: LateAttributes | undefined;
  links: SpanLink[] | undefined;
  #events: EventLog | undefined;
  #attributes: Record<string, JsonValue> | undefined;

  constructor(spanType: SpanType) {
    this.spanType = spanType;
  }

  /** Sets an attribute; MLflow's keys for inputs, outputs and span type set those. */
  set(key: string, value: unknown): void {
    if (key === SpanAttributeKey.INPUTS) this.inputs = this.copy(value) ?? null;
    else if (key === SpanAttributeKey.OUTPUTS) this.outputs = this.copy(value) ?? null;
    else if (key === SpanAttributeKey.SPAN_TYPE) this.spanType = asText(value);
    else this.#setOwn(key, value);
  }

  /** One attribute: as `toAttributes()` has it, without making the others where that can be. */
  get(key: string): JsonValue | undefined {
    const own = this.#attributes?.[key];
    if (own !== undefined) return own;
    return this.late ? this.toAttributes()[key] : this.#shownAs(key);
  }

  addLink({ context, attributes = {} }: Link): void {
    const copy = this.copyObject(attributes);
    (this.links ??= []).push({ traceId: `tr-${context.traceId}`, spanId: context.spanId, attributes: copy });
  }

  addEvent({ name, attributes, time }: ReadEvent): void {
    (this.#events ??= new EventLog()).push(name, this.copyObject(attributes), time);
  }

  /** @param timeNs makes wall-clock nanoseconds of the monotonic clock's milliseconds. */
  eventsAt(timeNs: (ms: number) => bigint): readonly SpanEvent[] {
    return this.#events?.toData(timeNs) ?? NO_EVENTS;
  }

  /** All attributes, those of inputs, outputs and span type included; what is hidden shows in no late one either. */
  toAttributes(redactions: readonly Redaction[] = []): JsonObject {
    const inputs = redacted('inputs', this.inputs, redactions);
    const outputs = redacted('outputs', this.outputs, redactions);
    const all: Record<string, JsonValue> = { [SpanAttributeKey.SPAN_TYPE]: this.spanType };
    if (inputs !== undefined) all[SpanAttributeKey.INPUTS] = inputs;
    if (outputs !== undefined) all[SpanAttributeKey.OUTPUTS] = outputs;
    if (this.late)
      Object.assign(
        all,
        guarded('reading attributes', () => this.late?.(inputs, outputs)),
      );
    // Not by spreading both: that takes twenty times as long.
    return this.#attributes ? Object.assign(all, this.#attributes) : all;
  }

  /** Copies a value and counts it. */
  copy(value: unknown): JsonValue | undefined {
    const copy = snapshot(value);
    this.bytes += copy.bytes;
    return copy.value;
  }

  /** Copies an object and counts it; empty for anything else. */
  copyObject(value: unknown): JsonObject {
    const copy = this.copy(value);
    return typeof copy === 'object' && copy !== null && !Array.isArray(copy) ? (copy as JsonObject) : {};
  }

  #shownAs(key: string): JsonValue | undefined {
    if (key === SpanAttributeKey.INPUTS) return this.inputs;
    if (key === SpanAttributeKey.OUTPUTS) return this.outputs;
    return key === SpanAttributeKey.SPAN_TYPE ? this.spanType : undefined;
  }

  #setOwn(key: string, value: unknown): void {
    const copy = this.copy(value);
    if (copy !== undefined) (this.#attributes ??= {})[key] = copy;
  }
}

function redacted(
  member: SpanMember,
  value: JsonValue | undefined,
  redactions: readonly Redaction[],
): JsonValue | undefined {
  if (value === undefined || redactions.length === 0) return value;
  return redactions.reduce((rest, redaction) => redaction.member(member, rest), value);
}
