import type { StreamReducer } from '../integration/call-reader.ts';
import { guarded } from '../guard.ts';
import { reportFailure } from '../logger.ts';
import { EndReason, SpanAttributeKey, SpanEventKey } from '../model/index.ts';
import { replaceOwn } from './own-property.ts';
import type { RecordedCall } from './recorded-call.ts';
import { observePromise, passingOn, type PromiseObserver } from './observe-promise.ts';

type AnyIterator = AsyncIterator<unknown, unknown, unknown>;
type MakeIterator = (this: unknown) => AnyIterator;
type Step = IteratorResult<unknown, unknown>;

/** How a library's streams are read and recorded. */
export interface StreamShape {
  /** Property of the stream that makes its iterator; replacing it reaches every way of reading. */
  readonly iteratorKey: string | symbol;
  /** Chunks recorded as events. */
  readonly chunkEvents: number;
  /** Makes the fold of one stream; undefined where the library's streams are not folded. */
  reduce(): StreamReducer | undefined;
  /** Gives a chunk that was folded the form that the program expects; false hides it. */
  restore?(chunk: unknown): boolean;
}

/** True for a stream that can be observed in place. */
export function isStream(value: unknown, { iteratorKey }: StreamShape): value is object {
  if (typeof value !== 'object' || value === null) return false;
  return Symbol.asyncIterator in value && typeof (value as Record<PropertyKey, unknown>)[iteratorKey] === 'function';
}

/**
 * Observes the program's own stream object in place: its first iterator is tapped, chunks are folded one by one and
 * never kept, nothing is read ahead. The span ends when the stream is read to its end, left early, aborted or fails;
 * one that is never read ends when it is collected or the program ends.
 */
export function observeStream(stream: object, shape: StreamShape, call: RecordedCall): void {
  const tap = new StreamTap(call, shape, signalOf(stream));
  if (isIterator(stream)) tap.attach(stream);
  else tapFirstIterator(stream, shape.iteratorKey, tap);
  unreadStreams.register(stream, tap, tap);
}

/** Whether a stream is its own iterator, as generators are: its steps can be asked for without making one. */
function isIterator(stream: object): stream is AnyIterator {
  return typeof (stream as { next?: unknown }).next === 'function';
}

function tapFirstIterator(stream: object, iteratorKey: string | symbol, tap: StreamTap): void {
  const makeIterator = (stream as Record<PropertyKey, unknown>)[iteratorKey] as MakeIterator;
  let tapped = false;
  replaceOwn(stream, iteratorKey, function observed(this: unknown): AnyIterator {
    const iterator = Reflect.apply(makeIterator, this, []);
    // Reading a stream twice is the library's error to raise, not a second reading to record.
    if (tapped) return iterator;
    tapped = true;
    return guarded('observing a stream', () => tap.attach(iterator)) ?? iterator;
  });
}

/** Ends spans of streams that the program dropped without reading them. */
const unreadStreams = new FinalizationRegistry<StreamTap>((tap) => tap.collected());

/** Follows one reading of a stream. Holds on to the iterator's span and the fold, never to the stream. */
class StreamTap {
  readonly #call: RecordedCall;
  readonly #signal: AbortSignal | undefined;
  readonly #onAbort = (): void => {
    // The library aborts its request when it fails, too: a step that is under way tells which it was.
    if (this.#pending === 0) this.#stop(EndReason.ABORT);
  };
  readonly #chunkEvents: number;
  readonly #restore: StreamShape['restore'];
  #pending = 0;
  #reducer: StreamReducer | undefined;
  #chunks = 0;

  constructor(call: RecordedCall, shape: StreamShape, signal: AbortSignal | undefined) {
    this.#call = call;
    this.#chunkEvents = shape.chunkEvents;
    this.#restore = shape.restore;
    this.#reducer = shape.reduce();
    this.#signal = signal;
    signal?.addEventListener('abort', this.#onAbort, { once: true });
  }

  attach(iterator: AnyIterator): AnyIterator {
    this.#observeStep(iterator, 'next');
    this.#observeStep(iterator, 'throw');
    this.#observeReturn(iterator);
    return iterator;
  }

  collected(): void {
    this.#stop(EndReason.UNREAD);
  }

  #observeStep(iterator: AnyIterator, key: 'next' | 'throw'): void {
    const step = iterator[key];
    if (typeof step !== 'function') return;
    // One for all chunks.
    const observer: PromiseObserver = {
      fulfilled: (value) => this.#stepped(value as Step),
      rejected: (error) => this.#failed(error),
    };
    const passing = passingOn(observer);
    const take = (...args: [unknown?]): Promise<unknown> => {
      this.#pending += 1;
      return observePromise(Reflect.apply(step, iterator, args), observer, passing);
    };
    replaceOwn(iterator, key, this.#restore ? (...args: [unknown?]) => this.#visible(take, args) : take);
  }

  /** The next step that the program is meant to see. */
  async #visible(take: (...args: [unknown?]) => Promise<unknown>, args: [unknown?]): Promise<unknown> {
    for (;;) {
      const step = (await take(...args)) as Step;
      const { value } = step;
      if (step.done || (guarded('restoring a chunk', () => this.#restore?.(value)) ?? true)) return step;
    }
  }

  #observeReturn(iterator: AnyIterator): void {
    const { return: leave } = iterator;
    if (typeof leave !== 'function') return;
    replaceOwn(iterator, 'return', (...args: [unknown?]) => {
      // Before the library's own clean-up, which aborts the request: leaving early is not an abort.
      this.#stop(EndReason.BREAK);
      return Reflect.apply(leave, iterator, args);
    });
  }

  #stepped(step: Step): void {
    this.#pending -= 1;
    if (step.done) this.#finish();
    else if (!this.#call.ended) this.#add(step.value);
  }

  #failed(error: unknown): void {
    this.#pending -= 1;
    this.#close((folded) => this.#call.fail(error, folded));
  }

  #add(chunk: unknown): void {
    if (this.#chunks === 0) this.#call.span.setAttribute(SpanAttributeKey.TIME_TO_FIRST_CHUNK, this.#call.span.ageMs);
    if (this.#chunks < this.#chunkEvents) this.#addEvent(chunk);
    this.#chunks += 1;
    // For every chunk: what `guarded` does, without its closure.
    try {
      this.#reducer?.add(chunk);
    } catch (error) {
      reportFailure('folding a stream', error);
    }
  }

  #addEvent(chunk: unknown): void {
    guarded('recording a chunk', () => {
      const name = `${SpanEventKey.CHUNK_ITEM_PREFIX}${this.#chunks}`;
      this.#call.span.addEvent(name, { [SpanEventKey.CHUNK_VALUE]: JSON.stringify(chunk) });
    });
  }

  #finish(): void {
    if (this.#signal?.aborted) this.#stop(EndReason.ABORT);
    else this.#close((folded) => this.#call.settle(folded));
  }

  #stop(reason: EndReason): void {
    this.#close((folded) => this.#call.stop(reason, folded));
  }

  /** Ends the span with what was folded, and lets go of everything that held it. */
  #close(end: (folded: unknown) => void): void {
    if (this.#call.ended) return;
    this.#call.span.setAttribute(SpanAttributeKey.CHUNK_COUNT, this.#chunks);
    const reducer = this.#reducer;
    end(guarded('folding a stream', () => reducer?.result()));
    this.#reducer = undefined;
    this.#signal?.removeEventListener('abort', this.#onAbort);
    unreadStreams.unregister(this);
  }
}

function signalOf(stream: object): AbortSignal | undefined {
  const { controller } = stream as { controller?: unknown };
  return controller instanceof AbortController ? controller.signal : undefined;
}
