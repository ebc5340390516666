import { currentExporter } from '../export/current-target.ts';
import { installExitHooks } from '../export/exit.ts';
import { type LoggingStatus, Pipeline } from '../export/pipeline.ts';
import { activeSpan } from '../context/active-span.ts';
import { traceContext } from '../context/trace-context.ts';
import { remoteParent } from '../context/remote-parent.ts';
import { type BridgedSpan, spanBridge } from '../context/span-bridge.ts';
import { readOtelSettings } from '../otel/otel-settings.ts';
import type { SpanHost } from '../otel/span-host.ts';
import { warnOnce } from '../logger.ts';
import { EndReason } from '../model/index.ts';
import { keepsTrace } from '../sampling/sampling-ratio.ts';
import { sharedSlot } from '../shared-state.ts';
import { LiveSpan } from '../span/live-span.ts';
import { noOpSpan } from '../span/no-op-span.ts';
import { LiveTrace } from '../span/live-trace.ts';
import type { SpanOptions, SpanOrigin } from '../span/span-options.ts';
import { maxOpenTraces, watchTimeouts } from './trace-timeouts.ts';

interface TracerState {
  readonly pipeline: Pipeline;
  /** By id, in order of their start. */
  readonly openTraces: Map<string, LiveTrace>;
  enabled: boolean;
  lastTraceId: string | undefined;
  /** Ids of the last traces that were handed over, as a ring. */
  readonly recentIds: string[];
  handedOver: number;
}

const RECENT_IDS = 1024;

const state = sharedSlot<TracerState>('tracer', () => ({
  pipeline: new Pipeline(),
  openTraces: new Map(),
  enabled: true,
  lastTraceId: undefined,
  recentIds: [],
  handedOver: 0,
}));

/** True unless tracing was switched off, everywhere or in this context. */
export function isTracing(): boolean {
  return state.enabled && traceContext()?.enabled !== false;
}

/** Switches the recording of new spans on or off; spans that are open go on. */
export function setTracing(enabled: boolean): void {
  state.enabled = enabled;
}

/**
 * Starts a span: a child of `options.parent` or of the active span, else the root of a new trace. Where nothing is
 * recorded, it is `noOpSpan()`.
 * @param ratio which part of new traces is recorded; default the ratio in force
 */
export function startLiveSpan(options: SpanOptions, ratio?: number): LiveSpan {
  if (!isTracing()) return noOpSpan();
  readOtelSettings(spanHost);
  const parent = options.parent ?? activeSpan();
  if (parent === noOpSpan()) return parent;
  const bridged = spanBridge()?.begin?.(options, parent);
  if (bridged) return startBridged(bridged, withParent(options, parent));
  if (parent) return startChild(parent, options);
  const remote = remoteParent();
  if (remote) return startForeign(remote.otelTraceId, options, { remoteParentId: remote.spanId });
  return keepsTrace(ratio) ? new LiveSpan(newTrace(), options) : noOpSpan();
}

function startChild(parent: LiveSpan, options: SpanOptions): LiveSpan {
  const { trace } = parent;
  if (trace.recorded && !trace.inProgress) state.openTraces.set(trace.traceId, trace);
  return new LiveSpan(trace, options, undefined, parent);
}

/** Starts a span with ids from elsewhere, in the trace of that id: the one that is open here, or a part of it. */
export function startForeign(otelTraceId: string, options: SpanOptions, origin: SpanOrigin): LiveSpan {
  return new LiveSpan(
    options.parent?.trace ?? findOpenTrace(`tr-${otelTraceId}`) ?? newTrace(otelTraceId),
    options,
    origin,
  );
}

function startBridged(bridged: BridgedSpan, options: SpanOptions): LiveSpan {
  const span = bridged.sampled
    ? startForeign(bridged.otelTraceId, options, bridged)
    : new LiveSpan(options.parent?.trace ?? unrecordedTrace(bridged.otelTraceId), options, bridged);
  bridged.started(span);
  return span;
}

function withParent(options: SpanOptions, parent: LiveSpan | undefined): SpanOptions {
  return parent === options.parent || !parent ? options : { ...options, parent };
}

/** The trace with this id while it is in progress. */
export function findOpenTrace(traceId: string): LiveTrace | undefined {
  return state.openTraces.get(traceId);
}

/** Whether a trace has ended in this process lately: it is one of the last 1,024. */
export function hasEnded(traceId: string): boolean {
  return state.recentIds.includes(traceId);
}

/** This tracer, to those that bring in spans from elsewhere. */
export const spanHost: SpanHost = { isTracing, startForeign, flush: flushTraces };

/** Id of the trace whose root ended last, `tr-` and 32 hex digits. */
export function lastTraceId(): string | undefined {
  return state.lastTraceId;
}

/** Resolves once every trace that has ended is durable. */
export async function flushTraces(): Promise<void> {
  await state.pipeline.flush();
}

/** What waits to be stored, and what could not be. */
export function loggingStatus(): LoggingStatus {
  return state.pipeline.status;
}

function newTrace(otelTraceId?: string): LiveTrace {
  installExitHooks({ finish, store: () => state.pipeline.closeSync() });
  const trace = new LiveTrace(currentExporter(), handOver, otelTraceId);
  state.openTraces.set(trace.traceId, trace);
  watchTimeouts(state.openTraces);
  if (state.openTraces.size > maxOpenTraces()) evictOldest();
  return trace;
}

function handOver(trace: LiveTrace, spans: readonly LiveSpan[]): void {
  if (!trace.inProgress) state.openTraces.delete(trace.traceId);
  if (trace.root && spans.includes(trace.root)) state.lastTraceId = trace.traceId;
  if (!trace.inProgress) state.recentIds[state.handedOver++ % RECENT_IDS] = trace.traceId;
  state.pipeline.push(trace, spans);
}

/** A trace whose spans go nowhere. */
function unrecordedTrace(otelTraceId: string): LiveTrace {
  return new LiveTrace(currentExporter(), undefined, otelTraceId);
}

function evictOldest(): void {
  const [oldest] = state.openTraces.values();
  warnOnce(`more than ${maxOpenTraces()} traces are in progress: the oldest are ended and stored as they stand`);
  oldest?.endOpenSpans(EndReason.LIMIT);
}

/** At process exit: ends what is open, as it stands, and blocks until everything is durable. */
function finish(): void {
  for (const trace of [...state.openTraces.values()]) trace.endOpenSpans(EndReason.EXIT);
  state.pipeline.finish();
}
