import type { SpanOptions } from '@spanwright/core';
import type { Tracer } from '@spanwright/core/kit';

/**
 * Calls `work` in the scope of a new span and ends the span with its result, once that has settled. Gives back what
 * `work` gives: the result or a promise of it, and the same error.
 */
export function recordCall(
  tracer: Tracer,
  optionsOf: () => SpanOptions,
  outputs: (result: unknown) => unknown,
  work: () => unknown,
): unknown {
  const span = tracer.isTracing()
    ? tracer.guarded('recording a LangChain call', () => tracer.startSpan(optionsOf()))
    : undefined;
  if (!span) return work();
  const call = tracer.record(span, { outputs });
  const failed = (error: unknown): never => {
    call.fail(error);
    throw error;
  };
  let result: unknown;
  try {
    result = tracer.runInScope(span, work);
  } catch (error) {
    return failed(error);
  }
  const settled = (value: unknown): unknown => {
    call.settle(value);
    return value;
  };
  return result instanceof Promise ? result.then(settled, failed) : settled(result);
}
