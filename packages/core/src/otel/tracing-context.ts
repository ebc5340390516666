import { activeSpan } from '../context/active-span.ts';
import { remoteParent, type RemoteParent, runUnderRemote } from '../context/remote-parent.ts';
import { newSpanId, newTraceId } from '../ids.ts';
import { warnOnce } from '../logger.ts';
import { TracingError } from '../model/index.ts';
import { runLeftOut } from '../sampling/sampled-call.ts';

/** Headers as HTTP servers and clients have them: a plain object, `Headers`, a `Map`, or a list of pairs. */
export type HeadersInput =
  | Readonly<Record<string, string | readonly string[] | undefined>>
  | Iterable<readonly [string, string]>;

// https://www.w3.org/TR/trace-context/#traceparent-header; a later version may append fields.
const TRACEPARENT = /^(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(?:$|-)/;
const SAMPLED = 1;

/**
 * The headers that let another program continue this trace: W3C `traceparent` of the active span. Without one, those
 * of the context that came in, else none, which is said once. Where sampling leaves this trace out, the receiver is
 * told to do the same.
 */
export function getTracingContextHeaders(): { readonly traceparent?: string } {
  const span = activeSpan();
  const remote = remoteParent();
  if (span?.trace.recorded) return header(span.trace.otelTraceId, span.spanId, true);
  if (span) return header(remote?.otelTraceId ?? newTraceId(), remote?.spanId ?? newSpanId(), false);
  if (remote) return header(remote.otelTraceId, remote.spanId, true);
  warnOnce('getTracingContextHeaders was called where no span is active: the receiver starts a trace of its own');
  return {};
}

/**
 * Runs `work` as a continuation of the trace that `headers` tell of: spans that start inside, and have no parent there,
 * are children of the sender's span. A trace that the sender's sampling has left out is left out here, too.
 * @throws TracingError INVALID_PARAMETER_VALUE without a valid `traceparent`, in any case of its letters.
 * @example
 * createServer((request, response) => {
 *   const work = () => answer(request, response);
 *   return request.headers.traceparent ? withTracingContext(request.headers, work) : work();
 * });
 */
export function withTracingContext<T>(headers: HeadersInput, work: () => T): T {
  const { sampled, ...parent } = parentFrom(headers);
  return runUnderRemote(parent, sampled ? work : () => runLeftOut(work));
}

function header(otelTraceId: string, spanId: string, sampled: boolean): { readonly traceparent: string } {
  return { traceparent: `00-${otelTraceId}-${spanId}-${sampled ? '01' : '00'}` };
}

function parentFrom(headers: HeadersInput): RemoteParent & { readonly sampled: boolean } {
  const value = traceparentOf(headers);
  const [, otelTraceId, spanId, flags = ''] = TRACEPARENT.exec(value?.trim() ?? '') ?? [];
  const sampled = (Number.parseInt(flags, 16) & SAMPLED) === SAMPLED;
  if (otelTraceId !== undefined && spanId !== undefined) return { otelTraceId, spanId, sampled };
  const reason = value === undefined ? 'has no traceparent header' : `has a traceparent that is not valid: "${value}"`;
  const message = `withTracingContext ${reason}. The sender gets it from getTracingContextHeaders().`;
  throw new TracingError('INVALID_PARAMETER_VALUE', message);
}

function traceparentOf(headers: HeadersInput): string | undefined {
  // A message of a queue may have come without any.
  if (typeof headers !== 'object' || headers === null) return undefined;
  const pairs = Symbol.iterator in headers ? [...headers] : Object.entries(headers);
  const value = pairs.find(([key]) => key.toLowerCase() === 'traceparent')?.[1];
  return typeof value === 'string' ? value : value?.[0];
}
