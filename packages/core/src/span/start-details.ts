import { warnOnce } from '../logger.ts';
import { logLevelNumber, SpanAttributeKey, TraceMetadataKey } from '../model/index.ts';
import type { LiveSpan } from './live-span.ts';
import { readLink } from './span-link.ts';
import type { SpanDetails } from './span-options.ts';

/**
 * Checks options where they are given.
 * @throws TracingError INVALID_PARAMETER_VALUE for a log level that does not exist.
 */
export function checkDetails<O extends SpanDetails>(options: O): O {
  if (options.logLevel !== undefined) logLevelNumber(options.logLevel);
  return options;
}

/** The details among options; undefined where there are none. */
export function detailsOf(options: SpanDetails): SpanDetails | undefined {
  const { logLevel, links, experimentId, runId } = options;
  return (logLevel ?? links ?? experimentId ?? runId) === undefined ? undefined : options;
}

/** Sets what `SpanDetails` says beside what every span has. */
export function setDetails(span: LiveSpan, options: SpanDetails): LiveSpan {
  if (!span.isRecording() || !detailsOf(options)) return span;
  const { logLevel, links = [] } = options;
  if (logLevel !== undefined) span.setAttribute(SpanAttributeKey.LOG_LEVEL, logLevelNumber(logLevel));
  for (const link of links) {
    const read = readLink(link);
    if (read) span.addLink(read);
  }
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
