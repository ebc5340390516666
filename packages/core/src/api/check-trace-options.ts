import { TracingError } from '../model/index.ts';
import { isRatio } from '../sampling/sampling-ratio.ts';
import { checkDetails } from '../span/start-details.ts';
import { mayBeGeneratorFunction } from './function-kind.ts';
import type { AnyFunction } from '../any-function.ts';
import type { TraceOptions } from './trace-options.ts';

/**
 * Checks options where they are given, so that no call can fail for them.
 * @throws TracingError INVALID_PARAMETER_VALUE
 */
export function checkTraceOptions(options: unknown): TraceOptions {
  if (options === undefined) return {};
  if (typeof options !== 'object' || options === null)
    throw invalid(`The options of trace() must be an object, got ${typeof options}.`);
  const { outputReducer, samplingRatioOverride } = options as TraceOptions;
  if (outputReducer !== undefined && typeof outputReducer !== 'function')
    throw invalid('The option `outputReducer` of trace() must be a function.');
  if (samplingRatioOverride !== undefined && !isRatio(samplingRatioOverride))
    throw invalid(
      `The option \`samplingRatioOverride\` must be a number from 0 to 1, got ${String(samplingRatioOverride)}.`,
    );
  return checkDetails(options as TraceOptions);
}

/** @throws TracingError INVALID_PARAMETER_VALUE where options do not suit the function. */
export function checkTraced(fn: unknown, { outputReducer }: TraceOptions): asserts fn is AnyFunction {
  if (typeof fn !== 'function')
    throw invalid(
      `trace() takes a function, got ${fn === null ? 'null' : typeof fn}. To trace a block, use withSpan().`,
    );
  if (outputReducer && !mayBeGeneratorFunction(fn as AnyFunction))
    throw invalid('The option `outputReducer` of trace() is only for generator functions.');
}

function invalid(message: string): TracingError {
  return new TracingError('INVALID_PARAMETER_VALUE', message);
}
