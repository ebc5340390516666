import { now } from '../clock.ts';
import { limits } from '../limits.ts';
import { guarded } from '../guard.ts';
import { reportFailure, warnOnce } from '../logger.ts';
import type { StoredAttachment } from '../media/lift-media.ts';
import { type TraceData, TracingError } from '../model/index.ts';
import type { LiveSpan } from '../span/live-span.ts';
import type { LiveTrace } from '../span/live-trace.ts';
import { buildTrace } from './build-trace.ts';
import { drainNow } from './drain-now.ts';
import { DropCount } from './drop-count.ts';
import { ExportQueue } from './export-queue.ts';
import { currentWaitUntil, exportDelayMs, isAsyncLogging, maxBatchTraces } from './logging-mode.ts';
import { type Batch, RetryList } from './retry-list.ts';
import { STORING } from './store-exporter.ts';
import type { TraceExporter } from './trace-exporter.ts';

/** What waits to be stored, and what could not be. */
export interface LoggingStatus {
  /** Traces that wait. */
  readonly queuedTraces: number;
  /** Estimated bytes of what waits. */
  readonly queuedBytes: number;
  /** Traces that were dropped because too many were waiting. */
  readonly droppedTraces: number;
}

const HOLD_MS = 2 ** 30;

/**
 * Carries finished traces to their exporters, off the program's calls: at most `exportDelayMs` after they ended,
 * in slices of at most `exportSliceMs`. Holds no process open; what is left at exit is exported by `closeSync`.
 */
export class Pipeline {
  readonly #drops = new DropCount();
  readonly #queue = new ExportQueue(this.#drops);
  readonly #retries = new RetryList(this.#drops, () => this.#retry());
  readonly #inFlight = new Set<Promise<void>>();
  readonly #used = new Set<TraceExporter>();
  #timer: NodeJS.Timeout | undefined;
  #ticking = false;
  /** At the program's end: milliseconds that it may still wait. */
  #waitLeftMs: number | undefined;

  /** Takes the spans of a trace that are ready. Cheap: called where the program's span ends. */
  push(trace: LiveTrace, spans: readonly LiveSpan[]): void {
    this.#queue.push(trace, spans);
    if (this.#waitLeftMs !== undefined) return this.#waitFor(() => this.#exportNow(this.#waitLeftMs));
    if (!isAsyncLogging()) return this.#exportNow();
    const waitUntil = currentWaitUntil();
    if (waitUntil) guarded('waiting for traces', () => waitUntil(this.flush()));
    if (this.#queue.length >= maxBatchTraces() || this.#queue.bytes >= limits.batchBytes) this.#soon();
    else this.#timer ??= setTimeout(() => this.#tick(), exportDelayMs()).unref();
  }

  /** What waits to be stored, and what could not be. */
  get status(): LoggingStatus {
    return {
      queuedTraces: this.#queue.length + this.#retries.traces,
      queuedBytes: this.#queue.bytes + this.#retries.bytes,
      droppedTraces: this.#drops.count,
    };
  }

  /**
   * Resolves once everything pushed before the call is durable, and at its target where that can be now; or has failed
   * and was reported.
   */
  async flush(): Promise<void> {
    // Exporters hold no process open; whoever awaits this does.
    const hold = setInterval(() => {}, HOLD_MS);
    try {
      await this.#drain();
    } finally {
      clearInterval(hold);
    }
  }

  /** At process exit: `closeSync()`; what the program's own listeners still make is stored as it comes, within `exitWaitMs`. */
  finish(): void {
    this.#waitLeftMs = limits.exitWaitMs;
    this.#waitFor(() => this.closeSync());
  }

  /** Exports what is left and blocks until it is durable, at most `exitWaitMs` per exporter. */
  closeSync(): void {
    this.#retry();
    while (this.#queue.length > 0) this.#exportBatch(Infinity);
    this.#drops.report();
    for (const exporter of this.#used) exporter.closeSync?.(limits.exitWaitMs);
  }

  #waitFor(work: () => void): void {
    if (this.#waitLeftMs === undefined || this.#waitLeftMs <= 0) return;
    const start = now();
    work();
    this.#waitLeftMs -= now() - start;
  }

  // Synchronous logging.
  #exportNow(waitMs: number = limits.syncWaitMs): void {
    while (this.#queue.length > 0) this.#exportBatch(Infinity);
    for (const exporter of this.#used) guarded(STORING, () => drainOrSay(exporter, waitMs));
  }

  async #drain(): Promise<void> {
    this.#retry();
    while (this.#queue.length > 0) {
      if (this.#inFlight.size >= limits.batchesInFlight) await Promise.race(this.#inFlight);
      else this.#exportBatch(Infinity);
    }
    await Promise.all(this.#inFlight);
    await Promise.all([...this.#used].map(async (exporter) => exporter.flush?.()));
    this.#drops.report();
  }

  #soon(): void {
    if (this.#ticking) return;
    this.#ticking = true;
    setImmediate(() => this.#tick()).unref();
  }

  #tick(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#ticking = false;
    // With too much in flight the next batch starts when one is done.
    if (this.#inFlight.size >= limits.batchesInFlight) return;
    this.#exportBatch(now() + limits.exportSliceMs);
    if (this.#queue.length > 0) this.#soon();
  }

  #exportBatch(untilMs: number): void {
    const exporter = this.#queue.peek()?.trace.exporter;
    if (!exporter) return;
    const attachments: StoredAttachment[] = [];
    const batch = this.#takeBatch(exporter, untilMs, exporter.saveAttachments && attachments);
    if (attachments.length > 0) this.#track(saveSafely(exporter, attachments));
    this.#send(batch);
  }

  #takeBatch(exporter: TraceExporter, untilMs: number, attachments: StoredAttachment[] | undefined): Batch {
    const traces: TraceData[] = [];
    let bytes = 0;
    while (traces.length < maxBatchTraces() && bytes < limits.batchBytes) {
      const next = this.#queue.peek();
      if (next?.trace.exporter !== exporter || (traces.length > 0 && now() >= untilMs)) break;
      this.#queue.shift();
      bytes += next.bytes;
      const trace = guarded('recording a trace, which is left out,', () =>
        buildTrace(next.trace, next.spans, attachments),
      );
      if (trace) traces.push(trace);
      else this.#drops.add(1);
    }
    return { exporter, traces, bytes };
  }

  #send(batch: Batch): void {
    if (batch.traces.length === 0) return;
    this.#used.add(batch.exporter);
    if (this.#retries.holds(batch.exporter)) this.#retries.add(batch);
    else this.#track(this.#export(batch));
  }

  #retry(): void {
    // All at once: they do not wait for each other.
    for (const batch of this.#retries.takeAll()) this.#track(this.#export(batch));
  }

  async #export(batch: Batch): Promise<void> {
    try {
      await batch.exporter.export(batch.traces);
      this.#retries.succeeded();
    } catch (error) {
      reportFailure(STORING, error);
      if (batch.traces.length > 1 && isOfOneTrace(error)) await this.#exportEach(batch);
      else this.#retries.addFailed(batch, error);
    }
  }

  // So that one trace that cannot be stored costs no other.
  async #exportEach({ exporter, traces, bytes }: Batch): Promise<void> {
    for (const trace of traces) await this.#export({ exporter, traces: [trace], bytes: bytes / traces.length });
  }

  #track(sent: Promise<void>): void {
    this.#inFlight.add(sent);
    void sent.then(() => {
      this.#inFlight.delete(sent);
      if (this.#queue.length > 0) this.#soon();
    });
  }
}

function isOfOneTrace(error: unknown): boolean {
  return error instanceof TracingError && error.code === 'INVALID_PARAMETER_VALUE';
}

function drainOrSay(exporter: TraceExporter, waitMs: number): void {
  if (!drainNow(exporter, waitMs))
    warnOnce(`a trace was not stored within ${Math.round(waitMs)} ms; the program goes on, and so does the storing`);
}

// Apart from the traces: a trace without its pictures is better than none.
async function saveSafely(exporter: TraceExporter, attachments: readonly StoredAttachment[]): Promise<void> {
  try {
    await exporter.saveAttachments?.(attachments);
  } catch (error) {
    reportFailure('storing attachments', error);
  }
}
