import { isGenerator, observeGenerator } from '../call/observe-generator.ts';
import { observeResult } from '../call/observe-result.ts';
import { RecordedCall } from '../call/recorded-call.ts';
import { snapshot } from '../capture/snapshot.ts';
import { runInScope } from '../context/active-span.ts';
import { guarded } from '../guard.ts';
import { runLeftOut, sampled } from '../sampling/sampled-call.ts';
import type { LiveSpan } from '../span/live-span.ts';
import { isTracing } from '../tracer/tracer.ts';
import { copyShape } from './copy-shape.ts';
import { isGeneratorFunction } from './function-kind.ts';
import { spanStarter, type SpanStarter } from './span-starter.ts';
import type { AnyFunction } from '../any-function.ts';
import type { TraceOptions } from './trace-options.ts';

type Call = () => unknown;

/** The function, each of its calls recorded as a span. Looks like the original from outside. */
export function tracedFunction<F extends AnyFunction>(fn: F, options: TraceOptions): F {
  const starter = spanStarter(fn, options);
  const record = isGeneratorFunction(fn) ? recordGenerator : recordCall;
  const traced = function (this: unknown, ...args: unknown[]): unknown {
    const target = new.target as AnyFunction | undefined;
    const call: Call = target
      ? () => Reflect.construct(fn, args, target === traced ? fn : target) as unknown
      : () => Reflect.apply(fn, this, args);
    return isTracing() ? record(call, starter, args) : call();
  };
  copyShape(fn, traced);
  return traced as unknown as F;
}

function recordCall(call: Call, starter: SpanStarter, args: readonly unknown[]): unknown {
  const decision = sampled(starter.ratio);
  if (decision !== 'recorded') return decision === 'inside' ? call() : runLeftOut(call);
  // The dice were thrown.
  const span = guarded('starting a span', () => starter.start(starter.inputs(args), 1));
  return span ? runTraced(span, call, starter) : call();
}

/** Nothing is traced before the first step, but inputs are what the call was given. */
function recordGenerator(call: Call, starter: SpanStarter, args: readonly unknown[]): unknown {
  const generator = call();
  if (!isGenerator(generator)) return generator;
  const inputs = snapshot(starter.inputs(args)).value;
  const begin = (): LiveSpan | undefined => (isTracing() ? starter.start(inputs) : undefined);
  return (
    guarded('observing a generator', () => observeGenerator(generator, { begin, reduce: starter.reduce })) ?? generator
  );
}

function runTraced(span: LiveSpan, call: Call, { reduce }: SpanStarter): unknown {
  const recorded = new RecordedCall(span);
  let result: unknown;
  try {
    result = runInScope(span, call);
  } catch (error) {
    recorded.fail(error);
    throw error;
  }
  // A generator that a compiler made of a generator function, or one that the function hands on.
  if (isGenerator(result)) {
    const generator = result;
    const observed = guarded('observing a generator', () => observeGenerator(generator, { begin: () => span, reduce }));
    if (!observed) recorded.settle(undefined);
    return generator;
  }
  return observeResult(result, recorded);
}
