import { snapshot } from '../capture/snapshot.ts';
import { guarded } from '../guard.ts';
import { limits } from '../limits.ts';
import { warnOnce } from '../logger.ts';
import { SpanEventKey } from '../model/index.ts';
import type { LiveSpan } from '../span/live-span.ts';

/** Makes the recorded output of what a generator has yielded. */
export type OutputReducer = (items: readonly unknown[]) => unknown;

/** Events that stay free for what else a span has to tell. */
const SPARE_EVENTS = 20;

/**
 * What one generator has yielded: an event for each item, as MLflow records them, and in the end the list, or what a
 * reducer makes of it. Bounded; past the bound items are counted only.
 */
export class ItemLog {
  readonly #span: LiveSpan;
  readonly #reduce: OutputReducer | undefined;
  readonly #items: unknown[] = [];
  #bytes = 0;
  #count = 0;

  constructor(span: LiveSpan, reduce: OutputReducer | undefined) {
    this.#span = span;
    this.#reduce = reduce;
  }

  /** Records one item as it is now. */
  add(item: unknown): void {
    const index = this.#count;
    this.#count += 1;
    if (this.#items.length >= limits.yieldedItems || this.#bytes >= limits.yieldedBytes) return;
    const copy = snapshot(item);
    this.#bytes += copy.bytes;
    // A reducer is the program's own code: it gets what the generator has yielded, not our copies.
    this.#items.push(this.#reduce ? item : copy.value);
    if (index >= limits.eventsPerSpan - SPARE_EVENTS) return;
    const value = JSON.stringify(copy.value ?? null);
    this.#span.addEvent(`${SpanEventKey.CHUNK_ITEM_PREFIX}${index}`, { [SpanEventKey.CHUNK_VALUE]: value });
  }

  /** What is recorded as the output. A reducer that throws costs its result: the list is kept. */
  outputs(): unknown {
    const left = this.#count - this.#items.length;
    const reduce = this.#reduce;
    if (!reduce) return left > 0 ? [...this.#items, `[${left} more]`] : this.#items;
    if (left > 0) warnOnce(`an outputReducer gets the first ${this.#items.length} items of a generator, not all`);
    const reduced = guarded('reducing the outputs of a generator', () => ({ value: reduce(this.#items) }));
    return reduced ? reduced.value : this.#items;
  }
}
