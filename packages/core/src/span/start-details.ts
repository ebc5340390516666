import { warnOnce } from '../logger.ts';
import { logLevelNumber, SpanAttributeKey, TraceMetadataKey, TracingError } from '../model/index.ts';
import type { LiveSpan } from './live-span.ts';
import type { SpanDetails, SpanOptions } from './span-options.ts';
import { givenOptions } from '../given-options.ts';

/**
 * Checks options where they are given.
 * @throws TracingError INVALID_PARAMETER_VALUE for a log level that does not exist.
 */
export function checkDetails<O extends SpanDetails>(options: O): O {
  if (givenOptions('startSpan()', options).logLevel !== undefined) logLevelNumber(options.logLevel);
  return options;
}

/**
 * Checks the parent that a program names: by what it has, because another copy of this package may have made it.
 * @throws TracingError INVALID_PARAMETER_VALUE for what is no span in this process.
 */
export function checkParent(options: SpanOptions): SpanOptions {
  const parent: unknown = options.parent ?? undefined;
  if (parent === undefined || (typeof parent === 'object' && parent !== null && 'trace' in parent)) return options;
  throw new TracingError(
    'INVALID_PARAMETER_VALUE',
    'The option `parent` must be a span that startSpan(), withSpan() or getCurrentActiveSpan() gave.',
  );
}

/** The details among options; undefined where there are none. */
export function detailsOf(options: SpanDetails): SpanDetails | undefined {
  const { logLevel, links, experimentId, runId } = options;
  return (logLevel ?? links ?? experimentId ?? runId) === undefined ? undefined : options;
}

/** Sets what `SpanDetails` says beside what every span has. */
export function setDetails(span: LiveSpan, options: SpanDetails): LiveSpan {
  if (!span.isRecording() || !detailsOf(options)) return span;
  const { logLevel, links } = options;
  if (logLevel !== undefined) span.setAttribute(SpanAttributeKey.LOG_LEVEL, logLevelNumber(logLevel));
  if (links) span.addLinks(links);
  setPlace(span, options);
  return span;
}

/** Where the trace belongs is for its root to say. */
function setPlace(span: LiveSpan, { experimentId, runId }: SpanDetails): void {
  if (experimentId === undefined && runId === undefined) return;
  if (span.parentId !== undefined) {
    warnOnce(
      '`experimentId` and `runId` of a span that has a parent are left aside: a trace belongs where its root says',
    );
    return;
  }
  if (experimentId !== undefined) span.trace.experiment = { experimentId };
  if (runId !== undefined) span.trace.setMetadata(TraceMetadataKey.SOURCE_RUN, runId);
}
