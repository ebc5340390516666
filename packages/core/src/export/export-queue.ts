import { limits } from '../limits.ts';
import type { LiveSpan } from '../span/live-span.ts';
import type { LiveTrace } from '../span/live-trace.ts';
import { DropCount } from './drop-count.ts';
import { maxQueuedTraces } from './logging-mode.ts';

/** Spans of one trace that wait for export. */
export interface QueuedSpans {
  readonly trace: LiveTrace;
  readonly spans: readonly LiveSpan[];
  /** Estimated. */
  readonly bytes: number;
}

/** Finished traces waiting for export: first in, first out, bounded by count and bytes; the oldest are dropped. */
export class ExportQueue {
  #items: QueuedSpans[] = [];
  #head = 0;
  #bytes = 0;
  readonly #drops: DropCount;

  constructor(drops: DropCount = new DropCount()) {
    this.#drops = drops;
  }

  get length(): number {
    return this.#items.length - this.#head;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Traces that were dropped because the queue was full. */
  get dropped(): number {
    return this.#drops.count;
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
    this.#drops.add(1);
  }

  #compact(): void {
    if (this.#head < 1024 && this.#head < this.#items.length) return;
    this.#items = this.#items.slice(this.#head);
    this.#head = 0;
  }
}
