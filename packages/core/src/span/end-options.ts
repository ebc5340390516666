import type * as otel from '@opentelemetry/api';
import { guarded } from '../guard.ts';
import type { SpanEndOptions } from './span-options.ts';
import { isTimeInput, timeInputToNs } from './time-input.ts';

const NO_OPTIONS: SpanEndOptions = {};

/** Reads what a span's `end` was called with: MLflow's options, or OpenTelemetry's time. What is neither says nothing. */
export function endOptions(options: SpanEndOptions | otel.TimeInput | undefined): SpanEndOptions {
  if (options === undefined || options === null) return NO_OPTIONS;
  if (isTimeInput(options)) return { endTimeNs: timeInputToNs(options) };
  return guarded('reading how a span ends', () => ({ ...options })) ?? NO_OPTIONS;
}
