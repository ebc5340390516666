import type * as otel from '@opentelemetry/api';
import { type SpanStatus, TracingError } from '../model/index.ts';

/** In the order of OpenTelemetry's numbers. */
const CODES = ['UNSET', 'OK', 'ERROR'] as const;

/** The ways to give a status: `'OK'`, MLflow's `{ code: 'ERROR', message }`, or OpenTelemetry's numbers. */
export type StatusInput = SpanStatus['code'] | SpanStatus | otel.SpanStatus;

/**
 * Reads a status.
 * @throws TracingError INVALID_PARAMETER_VALUE for a code that does not exist.
 */
export function statusOf(input: StatusInput): SpanStatus {
  const { code, message } = typeof input === 'string' ? { code: input, message: undefined } : input;
  const known = typeof code === 'number' ? CODES[code] : CODES.find((name) => name === code);
  if (known) return message === undefined ? { code: known } : { code: known, message };
  throw new TracingError('INVALID_PARAMETER_VALUE', `Invalid status ${String(code)}: use one of ${CODES.join(', ')}.`);
}
