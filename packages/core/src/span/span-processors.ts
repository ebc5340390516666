import { guarded } from '../guard.ts';
import { warnOnce } from '../logger.ts';
import { TracingError } from '../model/index.ts';
import { isThenable } from '../call/observe-promise.ts';
import type { LiveSpan } from './live-span.ts';
import { spanEnd } from './span-end.ts';

/** Gets every span just before it ends, while it can still be changed. What it returns is ignored. */
export type SpanProcessor = (span: LiveSpan) => void;

/** The processors in force, in their order. */
export function spanProcessors(): readonly SpanProcessor[] {
  return spanEnd.processors;
}

/**
 * Checks processors.
 * @throws TracingError INVALID_PARAMETER_VALUE for something that is no list of functions of one argument.
 */
export function checkSpanProcessors(processors: unknown): readonly SpanProcessor[] {
  if (!Array.isArray(processors)) throw invalid('`spanProcessors` must be a list of functions.');
  for (const processor of processors as unknown[]) {
    if (typeof processor !== 'function')
      throw invalid(`A span processor must be a function of one argument, the span; got ${typeof processor}.`);
    if (processor.length > 1)
      throw invalid(`A span processor takes one argument, the span; "${processor.name}" takes ${processor.length}.`);
  }
  return [...(processors as SpanProcessor[])];
}

/** Puts processors in force for every span that ends from now on. */
export function setSpanProcessors(processors: readonly SpanProcessor[]): void {
  spanEnd.processors = processors;
  spanEnd.ending = processors.length === 0 ? undefined : (span) => process(span, processors);
}

const processing = new WeakSet<LiveSpan>();

function process(span: LiveSpan, processors: readonly SpanProcessor[]): void {
  // A processor that ends the span itself.
  if (processing.has(span)) return;
  processing.add(span);
  for (const processor of processors) {
    const name = processor.name || 'anonymous';
    const result: unknown = guarded(`the span processor "${name}"`, () => processor(span) as unknown);
    if (result === undefined || result === null) continue;
    warnOnce(
      `the span processor "${name}" returned a value, which is ignored: it is to change the span itself, at once`,
    );
    if (isThenable(result)) void Promise.resolve(result).catch(() => {});
  }
}

function invalid(message: string): TracingError {
  return new TracingError('INVALID_PARAMETER_VALUE', message);
}
