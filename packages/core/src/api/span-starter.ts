import type { OutputReducer } from '../call/item-log.ts';
import { guarded } from '../guard.ts';
import { SpanAttributeKey } from '../model/index.ts';
import { noteOverride } from '../sampling/sampling-ratio.ts';
import { bindArguments } from '../signature/bind-arguments.ts';
import { parametersOf } from '../signature/parameters.ts';
import type { LiveSpan } from '../span/live-span.ts';
import { detailsOf, setDetails } from '../span/start-details.ts';
import { startLiveSpan } from '../tracer/tracer.ts';
import type { AnyFunction } from '../any-function.ts';
import type { TraceOptions } from './trace-options.ts';

/** Makes the spans of one traced function. */
export interface SpanStarter {
  /** What is recorded as inputs of a call; null when that fails. */
  inputs(args: readonly unknown[]): unknown;
  /** @param ratio default the function's own */
  start(inputs: unknown, ratio?: number): LiveSpan;
  readonly ratio: number | undefined;
  readonly reduce: OutputReducer | undefined;
}

/** Prepares everything that is the same for all calls of a function. */
export function spanStarter(fn: AnyFunction, options: TraceOptions): SpanStarter {
  const ratio = options.samplingRatioOverride;
  if (ratio !== undefined) noteOverride(ratio);
  const functionName = fn.name || 'anonymous';
  const fixed = {
    name: options.name ?? functionName,
    ...(options.spanType !== undefined && { spanType: options.spanType }),
    attributes: { [SpanAttributeKey.FUNCTION_NAME]: functionName, ...options.attributes },
    // A place for them: to add a member to a copy costs Node.js 20 thirty times as much.
    inputs: undefined,
  };
  const details = detailsOf(options);
  return {
    inputs: (args) => guarded('recording inputs', () => bindArguments(parametersOf(fn), args)) ?? null,
    start: (inputs, sampled = ratio) => {
      const span = startLiveSpan({ ...fixed, inputs }, sampled);
      return details ? setDetails(span, details) : span;
    },
    ratio,
    reduce: options.outputReducer,
  };
}
