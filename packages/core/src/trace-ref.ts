import { TracingError } from './model/index.ts';

/** Names a trace by its id; MLflow's older name of the id works as well. */
export interface TraceRef {
  readonly traceId?: string;
  /** MLflow's older name of `traceId`. */
  readonly requestId?: string;
}

/**
 * The id of the trace that is meant.
 * @throws TracingError INVALID_PARAMETER_VALUE where none is named.
 */
export function traceIdOf(ref: string | TraceRef): string {
  const id = typeof ref === 'string' ? ref : (ref?.traceId ?? ref?.requestId);
  if (typeof id === 'string' && id !== '') return id;
  throw new TracingError('INVALID_PARAMETER_VALUE', 'A traceId is needed: the id of the trace that is meant.');
}
