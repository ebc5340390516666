import { currentExporter } from '../export/current-exporter.ts';
import { installExitHooks } from '../export/exit.ts';
import { Pipeline } from '../export/pipeline.ts';
import { activeSpan } from '../context/active-span.ts';
import { limits } from '../limits.ts';
import { warnOnce } from '../logger.ts';
import { EndReason } from '../model/index.ts';
import { sharedSlot } from '../shared-state.ts';
import { LiveSpan } from '../span/live-span.ts';
import { LiveTrace } from '../span/live-trace.ts';
import type { SpanOptions } from '../span/span-options.ts';

interface TracerState {
  readonly pipeline: Pipeline;
  /** In order of their start. */
  readonly openTraces: Set<LiveTrace>;
  enabled: boolean;
  lastTraceId: string | undefined;
}

const state = sharedSlot<TracerState>('tracer', () => ({
  pipeline: new Pipeline(),
  openTraces: new Set(),
  enabled: true,
  lastTraceId: undefined,
}));

/** True unless tracing was switched off. */
export function isTracing(): boolean {
  return state.enabled;
}

/** Switches the recording of new spans on or off; spans that are open go on. */
export function setTracing(enabled: boolean): void {
  state.enabled = enabled;
}

/** Starts a span: a child of `options.parent` or of the active span, else the root of a new trace. */
export function startLiveSpan(options: SpanOptions): LiveSpan {
  const parent = options.parent ?? activeSpan();
  if (parent) {
    state.openTraces.add(parent.trace);
    return new LiveSpan(parent.trace, parent === options.parent ? options : { ...options, parent });
  }
  return new LiveSpan(newTrace(), options);
}

/** The trace with this id while it is in progress. */
export function findOpenTrace(traceId: string): LiveTrace | undefined {
  for (const trace of state.openTraces) if (trace.traceId === traceId) return trace;
  return undefined;
}

/** Id of the trace whose root ended last, `tr-` and 32 hex digits. */
export function lastTraceId(): string | undefined {
  return state.lastTraceId;
}

/** Resolves once every trace that has ended is durable. */
export async function flushTraces(): Promise<void> {
  await state.pipeline.flush();
}

function newTrace(): LiveTrace {
  installExitHooks({ finish, store: () => state.pipeline.closeSync() });
  const trace = new LiveTrace(currentExporter(), handOver);
  state.openTraces.add(trace);
  if (state.openTraces.size > limits.openTraces) evictOldest();
  return trace;
}

function handOver(trace: LiveTrace, spans: readonly LiveSpan[]): void {
  if (!trace.inProgress) state.openTraces.delete(trace);
  if (trace.root && spans.includes(trace.root)) state.lastTraceId = trace.traceId;
  state.pipeline.push(trace, spans);
}

function evictOldest(): void {
  const [oldest] = state.openTraces;
  warnOnce(`more than ${limits.openTraces} traces are in progress: the oldest are ended and stored as they stand`);
  oldest?.endOpenSpans(EndReason.LIMIT);
}

/** At process exit: ends what is open, as it stands, and blocks until everything is durable. */
function finish(): void {
  for (const trace of [...state.openTraces]) trace.endOpenSpans(EndReason.EXIT);
  state.pipeline.closeSync();
}
