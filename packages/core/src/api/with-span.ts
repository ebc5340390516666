import type { ResultReader } from '../call/recorded-call.ts';
import { runLeftOut } from '../sampling/sampled-call.ts';
import { makeDisposable } from '../span/disposable.ts';
import { LiveSpan } from '../span/live-span.ts';
import { noOpSpan } from '../span/no-op-span.ts';
import type { SpanOptions } from '../span/span-options.ts';
import { checkDetails, checkParent, setDetails } from '../span/start-details.ts';
import { TracingError } from '../model/index.ts';
import { isTracing, startLiveSpan } from '../tracer/tracer.ts';
import { runTraced } from './run-traced.ts';

makeDisposable(LiveSpan.prototype, LiveSpan.prototype.end);

type SpanCallback<T> = (span: LiveSpan) => T;

/** Outputs that the callback has set win over its result. */
const OUTPUTS: ResultReader = { outputs: (result, span) => (span as LiveSpan | undefined)?.outputs ?? result };

/**
 * Runs a callback inside a new active span, which ends when the callback returns, its promise settles, or it throws.
 * Outputs that the callback sets win over its result. Both orders of arguments work; MLflow's TypeScript SDK has the
 * callback first.
 * @example
 * const answer = await withSpan('plan', async (span) => { span.setInputs({ goal }); return plan(goal); });
 */
export function withSpan<T>(nameOrOptions: string | SpanOptions, callback: SpanCallback<T>): T;
export function withSpan<T>(callback: SpanCallback<T>, options?: string | SpanOptions): T;
export function withSpan<T>(
  first: string | SpanOptions | SpanCallback<T>,
  second?: string | SpanOptions | SpanCallback<T>,
): T {
  if (typeof first === 'function') return run(first, (second as string | SpanOptions | undefined) ?? {});
  return run(second as SpanCallback<T>, first);
}

function run<T>(callback: SpanCallback<T>, options: string | SpanOptions): T {
  if (typeof callback !== 'function')
    throw new TracingError('INVALID_PARAMETER_VALUE', `withSpan() needs a function to run, got ${typeof callback}.`);
  const span = startSpan(options);
  if (span === noOpSpan()) return isTracing() ? runLeftOut(() => callback(span)) : callback(span);
  return runTraced(span, callback, OUTPUTS);
}

/**
 * Starts a span: a child of `options.parent` or of the active span, else a new trace. It is not made active, and
 * an error thrown before `end()` does not mark it; use `withSpan` for that. Ends by `end()`, `using` or `await using`.
 */
export function startSpan(nameOrOptions: string | SpanOptions = {}): LiveSpan {
  const options =
    typeof nameOrOptions === 'string' ? { name: nameOrOptions } : checkParent(checkDetails(nameOrOptions));
  return setDetails(startLiveSpan(options), options);
}
