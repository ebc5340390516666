import { now } from '../clock.ts';
import { limits } from '../limits.ts';
import { warnOnce } from '../logger.ts';
import type { LiveSpan } from '../span/live-span.ts';
import type { LiveTrace } from '../span/live-trace.ts';
import { maxQueuedTraces } from './logging-mode.ts';

/** Spans of one trace that wait for export. */
export interface QueuedSpans {
  readonly trace: LiveTrace;
  readonly spans: readonly LiveSpan[];
  /** Estimated. */
  readonly bytes: number;
}

// MLflow's pause between two such warnings.
const QUIET_MS = 30_000;

/** Finished traces waiting for export: first in, first out, bounded by count and bytes; the oldest are dropped. */
export class ExportQueue {
  #items: QueuedSpans[] = [];
  #head = 0;
  #bytes = 0;
  #dropped = 0;
  /** Of the dropped ones, those that were told of. */
  #reported = 0;
  #quietUntil = -Infinity;

  get length(): number {
    return this.#items.length - this.#head;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Traces that were dropped because the queue was full. */
  get dropped(): number {
    return this.#dropped;
  }

  push(trace: LiveTrace, spans: readonly LiveSpan[]): void {
    const bytes = spans.reduce((sum, span) => sum + span.bytes, 0);
    this.#items.push({ trace, spans, bytes });
    this.#bytes += bytes;
    while (this.length > 1 && (this.length > maxQueuedTraces() || this.#bytes > limits.queuedBytes)) this.#drop();
  }

  /** The next item, left in the queue. */
  peek(): QueuedSpans | undefined {
    return this.#items[this.#head];
  }

  shift(): QueuedSpans | undefined {
    const item = this.#items[this.#head];
    if (!item) return undefined;
    this.#head += 1;
    this.#bytes -= item.bytes;
    this.#compact();
    return item;
  }

  #drop(): void {
    this.shift();
    this.#dropped += 1;
    if (now() >= this.#quietUntil) this.reportDrops();
  }

  /** Says how many traces were dropped, where that was not said yet. */
  reportDrops(): void {
    if (this.#dropped === this.#reported) return;
    this.#reported = this.#dropped;
    this.#quietUntil = now() + QUIET_MS;
    warnOnce(
      `traces are made faster than they can be stored: the oldest waiting ones are dropped, ${this.#dropped} so far`,
    );
  }

  #compact(): void {
    if (this.#head < 1024 && this.#head < this.#items.length) return;
    this.#items = this.#items.slice(this.#head);
    this.#head = 0;
  }
}
