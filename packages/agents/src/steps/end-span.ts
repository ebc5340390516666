import type { LiveSpan } from '@spanwright/core';
import type { CallFailure } from '@spanwright/core/kit';
import type { EndReason } from '@spanwright/core/model';

/** What is known of work at its end. */
export interface EndOfWork {
  readonly outputs?: unknown;
  readonly failure?: CallFailure | undefined;
  /** Why it ended before it was done. */
  readonly early?: EndReason | undefined;
  /** When it was done, in milliseconds of the monotonic clock; default now. */
  readonly doneMs?: number | undefined;
}

/** Ends a span with what is known; what is not is left out. */
export function endSpan(span: LiveSpan, { outputs, failure, early, doneMs }: EndOfWork): void {
  if (outputs !== undefined) span.setOutputs(outputs);
  if (failure) span.setStatus({ code: 'ERROR', message: messageOf(failure) });
  if (doneMs !== undefined) span.end({ endTimeNs: span.trace.timeNs(doneMs) });
  else if (early) span.stop(early);
  else span.end();
}

function messageOf({ type, message }: CallFailure): string {
  return type === undefined ? message : `${type}: ${message}`;
}
