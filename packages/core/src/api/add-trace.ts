import { activeSpan } from '../context/active-span.ts';
import { type AnyTraceJson, readTrace, type Span, Trace, TraceMetadataKey, TracingError } from '../model/index.ts';
import type { LiveSpan } from '../span/live-span.ts';
import { IMMUTABLE_TAGS, type TraceNotes } from '../span/trace-notes.ts';
import { isTracing, startLiveSpan } from '../tracer/tracer.ts';
import { givenOptions } from '../given-options.ts';

/** Metadata that is worked out anew for the trace as a whole. */
const COMPUTED: ReadonlySet<string> = new Set([
  TraceMetadataKey.INPUTS,
  TraceMetadataKey.OUTPUTS,
  TraceMetadataKey.TOKEN_USAGE,
  TraceMetadataKey.SIZE_STATS,
  TraceMetadataKey.SIZE_BYTES,
  TraceMetadataKey.SCHEMA_VERSION,
  TraceMetadataKey.SOURCE_NAME,
  TraceMetadataKey.SOURCE_TYPE,
]);

/**
 * Puts a finished trace of another program under a span of this one: `target`, else the active span, else the root of a
 * new trace, `Remote Trace <name>`. Its spans get new ids and keep names, times, status, values and events; of tags and
 * metadata those of this trace win. With tracing off nothing happens (MLflow's `add_trace`).
 * @param trace in any form that `Trace.fromJSON` reads
 * @throws TracingError INVALID_PARAMETER_VALUE for what is no trace, is in progress, or lacks the parent of a span.
 */
export function addTrace(
  trace: Trace | AnyTraceJson | string,
  options: { readonly target?: LiveSpan | undefined } = {},
): void {
  const { target = activeSpan() } = givenOptions('addTrace()', options);
  if (!isTracing()) return;
  const remote = remoteOf(trace);
  const root = rootOf(remote);
  if (target) return merge(remote, target);
  const own = startLiveSpan({
    name: `Remote Trace <${root.name}>`,
    attributes: root.attributes,
    // Before the remote root, so that it comes first in the order of starts.
    startTimeNs: root.startTimeNs - 1n,
  });
  merge(remote, own);
  own.end({ status: root.status, ...(root.endTimeNs !== undefined && { endTimeNs: root.endTimeNs }) });
}

function remoteOf(trace: Trace | AnyTraceJson | string): Trace {
  if (typeof trace !== 'string' && (typeof trace !== 'object' || trace === null))
    throw invalid(
      `Invalid trace object: ${trace === null ? 'null' : typeof trace}. Give a Trace, or what its toJSON() gave.`,
    );
  const remote = trace instanceof Trace ? trace : new Trace(readTrace(trace));
  const { state } = remote.info;
  if (state === 'OK' || state === 'ERROR') return remote;
  throw invalid(`The trace must be ended before adding it to another trace. Current status: ${state}.`);
}

function rootOf({ data }: Trace): Span {
  const ids = new Set(data.spans.map(({ spanId }) => spanId));
  const lost = data.spans.find(({ parentId }) => parentId !== undefined && !ids.has(parentId));
  if (lost) throw invalid(`Span with ID ${lost.parentId} not found, the parent of span ${lost.spanId}.`);
  const root = data.spans.find(({ parentId }) => parentId === undefined);
  if (root) return root;
  throw invalid('Root span not found in the trace. Perhaps the trace data is corrupted.');
}

function merge({ info, data }: Trace, target: LiveSpan): void {
  const copyBelow = (parentId: string | undefined, parent: LiveSpan): void => {
    for (const span of data.spans) if (span.parentId === parentId) copy(span, parent);
  };
  const copy = (span: Span, parent: LiveSpan): void => {
    const own = startLiveSpan({ name: span.name, parent, startTimeNs: span.startTimeNs, attributes: span.attributes });
    copyBelow(span.spanId, own);
    for (const { name, attributes, timeNs } of span.events) own.addEvent(name, attributes, hrTime(timeNs));
    own.end({ status: span.status, ...(span.endTimeNs !== undefined && { endTimeNs: span.endTimeNs }) });
  };
  copyBelow(undefined, target);
  addMissing(target.trace.notes, info);
}

function addMissing(notes: TraceNotes, { tags, metadata }: Trace['info']): void {
  notes.add({
    tags: { ...without(tags, IMMUTABLE_TAGS), ...notes.tags },
    metadata: { ...without(metadata, COMPUTED), ...notes.metadata },
  });
}

function without(values: Trace['info']['metadata'], keys: ReadonlySet<string>): Trace['info']['metadata'] {
  return Object.fromEntries(Object.entries(values).filter(([key]) => !keys.has(key)));
}

/** OpenTelemetry's time: seconds, and nanoseconds of the last one. */
function hrTime(ns: bigint): [number, number] {
  return [Number(ns / 1_000_000_000n), Number(ns % 1_000_000_000n)];
}

function invalid(message: string): TracingError {
  return new TracingError('INVALID_PARAMETER_VALUE', message);
}
