import { activeSpan } from '../context/active-span.ts';
import { remoteParent, type RemoteParent, runUnderRemote } from '../context/remote-parent.ts';
import { warnOnce } from '../logger.ts';
import { TracingError } from '../model/index.ts';

/** Headers as HTTP servers and clients have them: a plain object, `Headers`, a `Map`, or a list of pairs. */
export type HeadersInput =
  | Readonly<Record<string, string | readonly string[] | undefined>>
  | Iterable<readonly [string, string]>;

// https://www.w3.org/TR/trace-context/#traceparent-header; a later version may append fields.
const TRACEPARENT = /^(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-[0-9a-f]{2}(?:$|-)/;

/**
 * The headers that let another program continue this trace: W3C `traceparent` of the active span. Without one, those
 * of the context that came in, else none, which is said once.
 */
export function getTracingContextHeaders(): { readonly traceparent?: string } {
  const span = activeSpan();
  const parent = span ? { otelTraceId: span.trace.otelTraceId, spanId: span.spanId } : remoteParent();
  if (parent) return { traceparent: `00-${parent.otelTraceId}-${parent.spanId}-01` };
  warnOnce('getTracingContextHeaders was called where no span is active: the receiver starts a trace of its own');
  return {};
}

/**
 * Runs `work` as a continuation of the trace that `headers` tell of: spans that start inside, and have no parent there,
 * are children of the sender's span.
 * @throws TracingError INVALID_PARAMETER_VALUE without a valid `traceparent`, in any case of its letters.
 * @example
 * createServer((request, response) => withTracingContext(request.headers, () => answer(request, response)));
 */
export function withTracingContext<T>(headers: HeadersInput, work: () => T): T {
  return runUnderRemote(parentFrom(headers), work);
}

function parentFrom(headers: HeadersInput): RemoteParent {
  const value = traceparentOf(headers);
  const [, otelTraceId, spanId] = TRACEPARENT.exec(value?.trim() ?? '') ?? [];
  if (otelTraceId !== undefined && spanId !== undefined) return { otelTraceId, spanId };
  const reason = value === undefined ? 'has no traceparent header' : `has a traceparent that is not valid: "${value}"`;
  const message = `withTracingContext ${reason}. The sender gets it from getTracingContextHeaders().`;
  throw new TracingError('INVALID_PARAMETER_VALUE', message);
}

function traceparentOf(headers: HeadersInput): string | undefined {
  const pairs = Symbol.iterator in headers ? [...headers] : Object.entries(headers);
  const value = pairs.find(([key]) => key.toLowerCase() === 'traceparent')?.[1];
  return typeof value === 'string' ? value : value?.[0];
}
