import { clockOrigin, epochNs } from '../clock.ts';
import { traceContext } from '../context/trace-context.ts';
import type { TraceExporter } from '../export/trace-exporter.ts';
import { newTraceId } from '../ids.ts';
import { limits } from '../limits.ts';
import { type Assessment, type EndReason, TraceMetadataKey, type UsageCarrier } from '../model/index.ts';
import { getActiveModelId } from '../logged-model/active-model.ts';
import type { Redaction } from '../redaction/redaction.ts';
import { currentExperiment, type ExperimentRef } from '../run/current-experiment.ts';
import { activeRun } from '../run/run-scope.ts';
import type { LiveSpan } from './live-span.ts';
import { TraceNotes } from './trace-notes.ts';

/** Id of every trace that is not recorded: MLflow's. */
export const NO_OP_TRACE_ID = 'MLFLOW_NO_OP_SPAN_TRACE_ID';

const NO_REDACTIONS: readonly Redaction[] = [];

/** Takes the spans of a trace that are ready for export. */
export type TraceSink = (trace: LiveTrace, spans: readonly LiveSpan[]) => void;

/**
 * A trace in progress: knows its root and which spans are open. When the root and all others have ended, or too
 * many ended ones wait, it hands the ended ones to the sink. A span that starts later is handed over by itself.
 */
export class LiveTrace {
  /** 32 hex digits. */
  readonly otelTraceId: string;
  /** `tr-` and 32 hex digits; `NO_OP_TRACE_ID` where nothing is recorded. */
  readonly traceId: string;
  /** Monotonic clock's zero, nanoseconds since the Unix epoch. */
  readonly originNs: bigint = clockOrigin();
  /** Where the trace goes: what was in force when it started. */
  readonly exporter: TraceExporter;
  /** The first span, unless it has a parent elsewhere and the true root comes later. */
  root: LiveSpan | undefined;
  /** Where the trace belongs: by default what was in force when it started. */
  experiment: ExperimentRef;

  // Made when first asked for: most traces need none of them before they are exported.
  #exported: UsageCarrier[] | undefined;
  #notes: TraceNotes | undefined;
  #assessments: Assessment[] | undefined;
  #redactions: readonly Redaction[] = NO_REDACTIONS;
  readonly #open = new Set<LiveSpan>();
  readonly #sink: TraceSink | undefined;
  #ended: LiveSpan[] | undefined;

  /**
   * @param sink undefined for a trace that is not recorded
   * @param otelTraceId that of a trace which began elsewhere; default a new one
   */
  constructor(exporter: TraceExporter, sink: TraceSink | undefined, otelTraceId: string = newTraceId()) {
    this.otelTraceId = otelTraceId;
    this.traceId = sink ? `tr-${otelTraceId}` : NO_OP_TRACE_ID;
    this.exporter = exporter;
    this.#sink = sink;
    const run = activeRun();
    this.experiment = run?.experiment ?? currentExperiment();
    if (run) this.setMetadata(TraceMetadataKey.SOURCE_RUN, run.runId);
    const modelId = getActiveModelId();
    if (modelId !== undefined) this.setMetadata(TraceMetadataKey.MODEL_ID, modelId);
    const context = traceContext();
    if (context) this.notes.add(context);
  }

  /** What of the exported spans decides the trace's token usage: spans that come late must not count alone. */
  get exported(): UsageCarrier[] {
    return (this.#exported ??= []);
  }

  /** What was said of the trace while it was in progress. */
  get notes(): TraceNotes {
    return (this.#notes ??= new TraceNotes());
  }

  /** Feedback and expectations that were logged while the trace was in progress. */
  get assessments(): Assessment[] {
    return (this.#assessments ??= []);
  }

  /** False: its spans go nowhere. */
  get recorded(): boolean {
    return this.#sink !== undefined;
  }

  get inProgress(): boolean {
    return this.#open.size > 0;
  }

  /** The moment `ms` of the monotonic clock, as nanoseconds since the Unix epoch. */
  timeNs(ms: number): bigint {
    return epochNs(this.originNs, ms);
  }

  /** What is to be taken out of the trace before it leaves the process. */
  get redactions(): readonly Redaction[] {
    return this.#redactions;
  }

  /** Takes something out of the trace, from what is exported next on. */
  redact(redaction: Redaction): void {
    if (!this.#redactions.includes(redaction)) this.#redactions = [...this.#redactions, redaction];
  }

  /** Adds to the trace's metadata; exported with the spans that are handed over next. */
  setMetadata(key: string, value: string): void {
    this.notes.metadata[key] = value;
  }

  started(span: LiveSpan): void {
    if (!this.root || (span.parentId === undefined && this.root.parentId !== undefined)) this.root = span;
    this.#open.add(span);
  }

  ended(span: LiveSpan): void {
    this.#open.delete(span);
    const ended = (this.#ended ??= []);
    ended.push(span);
    if (this.#open.size === 0 || ended.length >= limits.heldSpans) this.handOver();
  }

  /** Gives the sink what has ended so far. */
  handOver(): void {
    const spans = this.#ended;
    if (!spans) return;
    this.#ended = undefined;
    this.#sink?.(this, spans);
  }

  /** A span of this trace that is open, or has ended and waits for the others. */
  findSpan(spanId: string): LiveSpan | undefined {
    for (const span of this.#open) if (span.spanId === spanId) return span;
    return this.#ended?.find((span) => span.spanId === spanId);
  }

  /** Ends every open span as it stands, youngest first, marked with `reason`. */
  endOpenSpans(reason: EndReason): void {
    this.endOpenChildren(reason);
    if (this.root?.isRecording()) this.root.stop(reason);
    this.handOver();
  }

  /** Ends every open span but the root as it stands, youngest first, marked with `reason`. */
  endOpenChildren(reason: EndReason): void {
    for (const span of [...this.#open].reverse()) if (span !== this.root) span.stop(reason);
  }
}
