import type * as otel from '@opentelemetry/api';
import type { SpanEndOptions } from './span-options.ts';
import { isTimeInput, timeInputToNs } from './time-input.ts';

const NO_OPTIONS: SpanEndOptions = {};

/** Reads what a span's `end` was called with: MLflow's options, or OpenTelemetry's time. */
export function endOptions(options: SpanEndOptions | otel.TimeInput | undefined): SpanEndOptions {
  if (options === undefined) return NO_OPTIONS;
  return isTimeInput(options) ? { endTimeNs: timeInputToNs(options) } : options;
}
