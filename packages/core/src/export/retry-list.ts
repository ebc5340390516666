import { now } from '../clock.ts';
import { limits } from '../limits.ts';
import { type TraceData, TracingError, type TracingErrorCode } from '../model/index.ts';
import type { DropCount } from './drop-count.ts';
import { maxQueuedTraces, retryMs } from './logging-mode.ts';
import type { TraceExporter } from './trace-exporter.ts';

/** Traces on their way to an exporter. */
export interface Batch {
  readonly exporter: TraceExporter;
  readonly traces: readonly TraceData[];
  /** Estimated. */
  readonly bytes: number;
  /** On the monotonic clock; undefined until it has failed. */
  failedAtMs?: number;
}

/** Failures that may pass: a locked or full disk, a collector or server that is away. */
const PASSING: ReadonlySet<TracingErrorCode> = new Set([
  'STORE_NOT_WRITABLE',
  'COLLECTOR_UNAVAILABLE',
  'SERVER_UNAVAILABLE',
]);

/**
 * Batches that could not be exported and are tried again, at first soon, then ever more seldom. What comes for an
 * exporter that has failed waits with them, in bounds: the oldest are dropped.
 */
export class RetryList {
  readonly #drops: DropCount;
  readonly #retry: () => void;
  readonly #batches: Batch[] = [];
  #timer: NodeJS.Timeout | undefined;
  #delayMs: number = limits.retryDelayMs;

  /** @param retry is called when it is time to take the batches and try again */
  constructor(drops: DropCount, retry: () => void) {
    this.#drops = drops;
    this.#retry = retry;
  }

  get traces(): number {
    return this.#batches.reduce((sum, { traces }) => sum + traces.length, 0);
  }

  get bytes(): number {
    return this.#batches.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** Whether batches of this exporter wait: others have to wait behind them. */
  holds(exporter: TraceExporter): boolean {
    return this.#batches.some((batch) => batch.exporter === exporter);
  }

  /** Keeps a batch that has failed, unless it is not worth another try. */
  addFailed(batch: Batch, error: unknown): void {
    batch.failedAtMs ??= now();
    const passes = error instanceof TracingError && PASSING.has(error.code);
    if (passes && now() - batch.failedAtMs < retryMs()) this.add(batch);
    else this.#drops.addReported(batch.traces.length);
  }

  /** Keeps a batch. */
  add(batch: Batch): void {
    this.#batches.push(batch);
    while (this.#batches.length > 1 && (this.traces > maxQueuedTraces() || this.bytes > limits.queuedBytes))
      this.#drops.add(this.#batches.shift()?.traces.length ?? 0);
    this.#timer ??= setTimeout(() => this.#again(), this.#delayMs).unref();
  }

  /** An export has succeeded: the next failure is tried again soon. */
  succeeded(): void {
    if (this.#batches.length === 0) this.#delayMs = limits.retryDelayMs;
  }

  /** Gives all batches away, the oldest first. */
  takeAll(): readonly Batch[] {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    return this.#batches.splice(0);
  }

  #again(): void {
    this.#delayMs = Math.min(2 * this.#delayMs, limits.retryDelayMaxMs);
    this.#retry();
  }
}
