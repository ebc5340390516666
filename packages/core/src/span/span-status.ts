import type * as otel from '@opentelemetry/api';
import { type SpanStatus, TracingError } from '../model/index.ts';
import { asText } from './as-text.ts';

/** In the order of OpenTelemetry's numbers. */
const CODES = ['UNSET', 'OK', 'ERROR'] as const;

/** The ways to give a status: `'OK'`, MLflow's `{ code: 'ERROR', message }`, or OpenTelemetry's numbers. */
export type StatusInput = SpanStatus['code'] | SpanStatus | otel.SpanStatus;

/**
 * Reads a status.
 * @throws TracingError INVALID_PARAMETER_VALUE for a code that does not exist.
 */
export function statusOf(input: StatusInput): SpanStatus {
  // Not all programs are type checked.
  const { code, message } =
    typeof input === 'string' ? { code: input, message: undefined } : (input ?? { code: input });
  const known = typeof code === 'number' ? CODES[code] : CODES.find((name) => name === code);
  if (known) return message === undefined ? { code: known } : { code: known, message: asText(message) };
  throw new TracingError('INVALID_PARAMETER_VALUE', `Invalid status ${asText(code)}: use one of ${CODES.join(', ')}.`);
}
