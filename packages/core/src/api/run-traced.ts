import { observeResult } from '../call/observe-result.ts';
import { RecordedCall, type ResultReader } from '../call/recorded-call.ts';
import { runInScope } from '../context/active-span.ts';
import type { LiveSpan } from '../span/live-span.ts';

/**
 * Runs `work` in the scope of `span` and ends the span with its result or error, once a returned promise settles.
 * Gives back what `work` gives: the same error object, a promise of the same class.
 */
export function runTraced<T>(span: LiveSpan, work: (span: LiveSpan) => T, reader?: ResultReader): T {
  const call = new RecordedCall(span, reader);
  let result: T;
  try {
    result = runInScope(span, work);
  } catch (error) {
    call.fail(error);
    throw error;
  }
  return observeResult(result, call);
}
