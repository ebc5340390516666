import type { LiveSpan } from '@spanwright/core';
import { isThenable, observePromise, type Tracer } from '@spanwright/core/kit';
import { EndReason } from '@spanwright/core/model';

/** The part of a generator that is used here. */
type Steps = AsyncGenerator<unknown, unknown, unknown>;

type Call = ReturnType<Tracer['record']>;

/** How the work of one asynchronous generator is recorded. */
export interface StepsRecording {
  /** Starts the span, at the first step; undefined leaves the generator unrecorded. */
  begin(): Work | undefined;
  /** Hears what the generator yields. */
  yielded?(item: unknown, span: LiveSpan): void;
  /** Ends the span of a generator that is through, or that its consumer has left; default by what it returns. */
  ended?(call: Call, left: boolean): void;
  /** Ends the span of a generator that throws; default by the error. */
  failed?(call: Call, error: unknown): void;
}

/** A generator that is under way. */
interface Work {
  readonly span: LiveSpan;
  readonly call: Call;
}

/** What is under way inside of a span: its generators, left alone when that around them is left, never end. */
const inside = new WeakMap<LiveSpan, Set<Work>>();

/**
 * Records an asynchronous generator in place, and returns it. Its body runs in the scope of the span, what consumes it
 * does not. What it returns, not what it yields, is the result; a consumer that leaves early ends the span.
 */
export function recordSteps<G>(generator: G, tracer: Tracer, recording: StepsRecording): G {
  const steps = generator as unknown as Steps;
  let work: ReturnType<StepsRecording['begin']>;
  let siblings: Set<Work> | undefined;
  let begun = false;
  for (const key of ['next', 'return', 'throw'] as const) {
    const step = steps[key] as ((...args: readonly unknown[]) => unknown) | undefined;
    // Whatever else can be iterated is left as it is.
    if (typeof step !== 'function') return generator;
    const value = (...args: readonly unknown[]): unknown => {
      if (!begun && key === 'next') {
        const above = tracer.activeSpan();
        work = tracer.guarded('the start of an agent', () => recording.begin());
        siblings = work && noteWork(work, above);
      }
      begun = true;
      if (!work) return Reflect.apply(step, steps, args);
      const { span } = work;
      const result = tracer.runInScope(span, () => Reflect.apply(step, steps, args));
      const yielded = (item: unknown): void => {
        tracer.guarded('an event of an agent', () => recording.yielded?.(item, span));
      };
      return watched(result, { work, siblings, yielded, leaving: key === 'return', recording });
    };
    Object.defineProperty(steps, key, { value, configurable: true, writable: true });
  }
  return generator;
}

interface Watch {
  readonly work: Work;
  readonly siblings: Set<Work> | undefined;
  readonly yielded: (item: unknown) => void;
  readonly leaving: boolean;
  readonly recording: StepsRecording;
}

function watched(result: unknown, { work, siblings, yielded, leaving, recording }: Watch): unknown {
  if (!isThenable(result)) return result;
  const { span, call } = work;
  const fulfilled = (step: unknown): void => {
    const { done, value } = step as IteratorResult<unknown, unknown>;
    if (!done) return yielded(value);
    siblings?.delete(work);
    if (leaving) leaveInside(span);
    if (recording.ended) recording.ended(call, leaving);
    else if (leaving) call.stop(EndReason.BREAK);
    else call.settle(value);
  };
  const rejected = (error: unknown): void => {
    siblings?.delete(work);
    if (recording.failed) recording.failed(call, error);
    else call.fail(error);
  };
  return observePromise(result, { fulfilled, rejected });
}

function noteWork(work: Work, above: LiveSpan | undefined): Set<Work> | undefined {
  inside.set(work.span, new Set());
  return above && inside.get(above)?.add(work);
}

function leaveInside(span: LiveSpan): void {
  for (const part of inside.get(span) ?? []) {
    leaveInside(part.span);
    part.call.stop(EndReason.BREAK);
  }
}
