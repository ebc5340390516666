import type { LiveSpan } from '@spanwright/core';
import { isThenable, observePromise, type Tracer } from '@spanwright/core/kit';
import { EndReason } from '@spanwright/core/model';

/** The part of a generator that is used here. */
type Steps = AsyncGenerator<unknown, unknown, unknown>;

type Call = ReturnType<Tracer['record']>;

/** How the work of one asynchronous generator is recorded. */
export interface StepsRecording {
  /** Starts the span, at the first step; undefined leaves the generator unrecorded. */
  begin(): { readonly span: LiveSpan; readonly call: Call } | undefined;
  /** Hears what the generator yields. */
  yielded?(item: unknown, span: LiveSpan): void;
  /** Ends the span of a generator that is through, or that its consumer has left; default by what it returns. */
  ended?(call: Call, left: boolean): void;
}

/**
 * Records an asynchronous generator in place, and returns it. Its body runs in the scope of the span, what consumes it
 * does not. What it returns, not what it yields, is the result; a consumer that leaves early ends the span.
 */
export function recordSteps<G>(generator: G, tracer: Tracer, recording: StepsRecording): G {
  const steps = generator as unknown as Steps;
  let work: ReturnType<StepsRecording['begin']>;
  let begun = false;
  for (const key of ['next', 'return', 'throw'] as const) {
    const step = steps[key] as ((...args: readonly unknown[]) => unknown) | undefined;
    // Whatever else can be iterated is left as it is.
    if (typeof step !== 'function') return generator;
    const value = (...args: readonly unknown[]): unknown => {
      if (!begun && key === 'next') work = tracer.guarded('the start of an agent', () => recording.begin());
      begun = true;
      if (!work) return Reflect.apply(step, steps, args);
      const { span, call } = work;
      const result = tracer.runInScope(span, () => Reflect.apply(step, steps, args));
      const yielded = (item: unknown): void => {
        tracer.guarded('an event of an agent', () => recording.yielded?.(item, span));
      };
      return watched(result, { call, yielded, leaving: key === 'return', ended: recording.ended });
    };
    Object.defineProperty(steps, key, { value, configurable: true, writable: true });
  }
  return generator;
}

interface Watch {
  readonly call: Call;
  readonly yielded: (item: unknown) => void;
  readonly leaving: boolean;
  readonly ended: StepsRecording['ended'] | undefined;
}

function watched(result: unknown, { call, yielded, leaving, ended }: Watch): unknown {
  if (!isThenable(result)) return result;
  const fulfilled = (step: unknown): void => {
    const { done, value } = step as IteratorResult<unknown, unknown>;
    if (!done) return yielded(value);
    if (ended) ended(call, leaving);
    else if (leaving) call.stop(EndReason.BREAK);
    else call.settle(value);
  };
  return observePromise(result, { fulfilled, rejected: (error) => call.fail(error) });
}
