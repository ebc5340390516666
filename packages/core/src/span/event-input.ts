import type { TimeInput } from '@opentelemetry/api';
import { asText } from './as-text.ts';
import { isTimeInput, nanosecondsOf } from './time-input.ts';

/** An event as MLflow has it, in Python and in its TypeScript SDK. */
export interface SpanEventInput {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, unknown>>;
  /** Nanoseconds since the Unix epoch; default now. */
  readonly timestamp?: bigint | number;
}

/** What is recorded as an event. */
export interface ReadEvent {
  readonly name: string;
  readonly attributes: unknown;
  readonly time: TimeInput | undefined;
}

const NS_PER_SECOND = 1_000_000_000n;

/** Reads an event as MLflow has it, one object, or as OpenTelemetry, whose attributes may be left out. */
export function readEvent(event: string | SpanEventInput, attributesOrTime: unknown, time?: TimeInput): ReadEvent {
  if (typeof event === 'object' && event !== null)
    return { name: asText(event.name), attributes: event.attributes, time: timeOf(event) };
  const name = asText(event);
  if (isTimeInput(attributesOrTime)) return { name, attributes: undefined, time: attributesOrTime };
  return { name, attributes: attributesOrTime, time };
}

function timeOf({ timestamp }: SpanEventInput): TimeInput | undefined {
  const ns = nanosecondsOf(timestamp);
  return ns === undefined ? undefined : [Number(ns / NS_PER_SECOND), Number(ns % NS_PER_SECOND)];
}
