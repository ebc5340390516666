import { activeSpan } from '../context/active-span.ts';
import { EndReason, TracingError } from '../model/index.ts';
import type { LiveSpan } from '../span/live-span.ts';
import { NO_OP_TRACE_ID } from '../span/live-trace.ts';
import { noOpSpan } from '../span/no-op-span.ts';
import { checkDetails, setDetails } from '../span/start-details.ts';
import type { SpanEndOptions, SpanOptions } from '../span/span-options.ts';
import { type TraceRef, traceIdOf } from '../trace-ref.ts';
import { findOpenTrace, hasEnded, startLiveSpan } from '../tracer/tracer.ts';
import { givenOptions } from '../given-options.ts';

/** How the client starts a trace. */
export interface StartTraceOptions extends Omit<SpanOptions, 'parent'> {
  readonly tags?: Readonly<Record<string, unknown>>;
  readonly metadata?: Readonly<Record<string, unknown>>;
}

/** How the client starts a span inside a trace. */
export interface StartSpanOptions extends Omit<SpanOptions, 'parent'>, TraceRef {
  readonly parentId: string;
}

/** Which span the client ends, and how. */
export interface EndSpanOptions extends SpanEndOptions, TraceRef {
  readonly spanId: string;
}

/** Which trace the client ends, and how. */
export interface EndTraceOptions extends SpanEndOptions, TraceRef {}

/** Starts a trace with its root span. Throws where a trace of the fluent functions is active. */
export function startTrace(given: StartTraceOptions): LiveSpan {
  const { tags, metadata, ...options } = givenOptions('startTrace()', given);
  const active = activeSpan();
  if (active?.trace.recorded) throw traceIsActive(active);
  const root = setDetails(startLiveSpan(checkDetails(options)), options);
  if (root === noOpSpan()) return root;
  root.trace.notes.add({ ...(tags && { tags }), ...(metadata && { metadata }) });
  return root;
}

/** Starts a child of a span that is in a trace in progress. */
export function startSpan(given: StartSpanOptions): LiveSpan {
  const { traceId, requestId, parentId, ...options } = givenOptions('startSpan()', given);
  const id = traceId ?? requestId;
  if (id === NO_OP_TRACE_ID) return noOpSpan();
  return setDetails(startLiveSpan({ ...checkDetails(options), parent: findParent(id, parentId) }), options);
}

/** Ends a span. One that is not known, or has ended, is left alone. */
export function endSpan(options: EndSpanOptions): void {
  const id = traceIdOf(options);
  const { traceId: _, requestId: __, spanId, ...end } = options;
  findOpenTrace(id)?.findSpan(spanId)?.end(end);
}

/** Ends a trace with all its open spans. */
export function endTrace(options: EndTraceOptions): void {
  const id = traceIdOf(options);
  const { traceId: _, requestId: __, ...end } = options;
  if (id === NO_OP_TRACE_ID) return;
  const trace = findOpenTrace(id);
  if (!trace) throw hasEnded(id) ? invalid(`Trace with ID ${id} already finished.`) : notFound(`Trace with ID ${id}`);
  trace.endOpenChildren(EndReason.TRACE_END);
  trace.root?.end(end);
}

function findParent(traceId: string | undefined, parentId: string): LiveSpan {
  if (!parentId) {
    throw invalid(
      'startSpan() must be called with an explicit parentId. If you have not started any span yet, use ' +
        'new MlflowClient().startTrace() to start a new trace and root span.',
    );
  }
  if (!traceId) throw invalid('A traceId must be provided to start a span.');
  const parent = findOpenTrace(traceId)?.findSpan(parentId);
  if (!parent) throw notFound(`Parent span with ID '${parentId}'`);
  return parent;
}

function traceIsActive({ traceId }: LiveSpan): TracingError {
  return invalid(
    `Another trace is already set in the global context with ID ${traceId}. It appears that you have already started ` +
      'a trace using fluent functions like trace() or withSpan(). However, it is not allowed to call ' +
      'MlflowClient.startTrace() under an active trace created by fluent functions because it may lead to unexpected ' +
      'behavior. To resolve this issue, consider the following options:\n' +
      ' - To create a child span under the active trace, use withSpan() or MlflowClient.startSpan() instead.\n' +
      ' - To start multiple traces in parallel, avoid using fluent functions and create all traces using ' +
      'MlflowClient.startTrace().',
  );
}

function invalid(message: string): TracingError {
  return new TracingError('INVALID_PARAMETER_VALUE', message);
}

function notFound(what: string): TracingError {
  return new TracingError('RESOURCE_DOES_NOT_EXIST', `${what} not found.`);
}
