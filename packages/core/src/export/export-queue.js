import { limits } from '../limits.js';
import { warnOnce } from '../logger.js';
/** Finished traces waiting for export: first in, first out, bounded by count and bytes; the oldest are dropped. */
export class ExportQueue {
    #items = [];
    #head = 0;
    #bytes = 0;
    #dropped = 0;
    get length() {
        return this.#items.length - this.#head;
    }
    get bytes() {
        return this.#bytes;
    }
    /** Traces that were dropped because the queue was full. */
    get dropped() {
        return this.#dropped;
    }
    push(trace, spans) {
        const bytes = spans.reduce((sum, span) => sum + span.bytes, 0);
        this.#items.push({ trace, spans, bytes });
        this.#bytes += bytes;
        while (this.length > 1 && (this.length > limits.queuedTraces || this.#bytes > limits.queuedBytes))
            this.#drop();
    }
    /** The next item, left in the queue. */
    peek() {
        return this.#items[this.#head];
    }
    shift() {
        const item = this.#items[this.#head];
        if (!item)
            return undefined;
        this.#head += 1;
        this.#bytes -= item.bytes;
        this.#compact();
        return item;
    }
    #drop() {
        this.shift();
        this.#dropped += 1;
        warnOnce('traces are made faster than they can be stored: the oldest waiting ones are dropped', 'queue full');
    }
    #compact() {
        if (this.#head < 1024 && this.#head < this.#items.length)
            return;
        this.#items = this.#items.slice(this.#head);
        this.#head = 0;
    }
}
