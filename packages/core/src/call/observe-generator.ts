import { runInScope } from '../context/active-span.ts';
import { guarded } from '../guard.ts';
import { EndReason } from '../model/index.ts';
import type { LiveSpan } from '../span/live-span.ts';
import { ItemLog, type OutputReducer } from './item-log.ts';
import { isThenable, observePromise } from './observe-promise.ts';
import { replaceOwn } from './own-property.ts';
import { RecordedCall } from './recorded-call.ts';

type AnyGenerator = Generator | AsyncGenerator;
type Step = IteratorResult<unknown, unknown>;

/** How one generator is recorded. */
export interface GeneratorRecording {
  /** Starts the span, at the first step; undefined leaves the generator unrecorded. */
  begin(): LiveSpan | undefined;
  readonly reduce?: OutputReducer | undefined;
}

/** True for what a generator function returns, native or made by a compiler. */
export function isGenerator(value: unknown): value is AnyGenerator {
  if (typeof value !== 'object' || value === null) return false;
  try {
    if (!(Symbol.iterator in value || Symbol.asyncIterator in value)) return false;
    return (['next', 'return', 'throw'] as const).every((key) => typeof (value as AnyGenerator)[key] === 'function');
  } catch {
    // A proxy that does not let us look.
    return false;
  }
}

/**
 * Observes a generator in place and returns it. Its body runs in the scope of the span, what consumes it does not. The
 * span starts with the first step; it ends when the body does, when the consumer leaves early, or when the
 * generator was dropped and collected.
 */
export function observeGenerator<G extends AnyGenerator>(generator: G, recording: GeneratorRecording): G {
  const tap = new GeneratorTap(recording);
  for (const key of ['next', 'return', 'throw'] as const) {
    const step = generator[key] as (...args: unknown[]) => unknown;
    replaceOwn(generator, key, (...args: unknown[]) => {
      if (key === 'next' && tap.begin()) abandoned.register(generator, tap, tap);
      return tap.run(() => Reflect.apply(step, generator, args), key === 'return');
    });
  }
  return generator;
}

/** Ends spans of generators that the program dropped half-way. */
const abandoned = new FinalizationRegistry<GeneratorTap>((tap) => tap.dropped());

/** Follows one generator. Holds on to its span and what it yielded, never to the generator. */
class GeneratorTap {
  /** Until the first step: its closures may hold the generator. */
  #recording: GeneratorRecording | undefined;
  #scope: LiveSpan | undefined;
  #call: RecordedCall | undefined;
  #items: ItemLog | undefined;

  constructor(recording: GeneratorRecording) {
    this.#recording = recording;
  }

  /** To be called before the first step; true when a span has started. */
  begin(): boolean {
    const recording = this.#recording;
    this.#recording = undefined;
    if (!recording) return false;
    const span = guarded('starting a span', () => recording.begin());
    this.#scope = span;
    if (!span?.isRecording()) return false;
    this.#call = new RecordedCall(span);
    this.#items = new ItemLog(span, recording.reduce);
    return true;
  }

  /** Takes one step of the body, in the scope of the span. */
  run(step: () => unknown, leaving: boolean): unknown {
    const scope = this.#scope;
    if (!scope) return step();
    let result: unknown;
    try {
      result = runInScope(scope, step);
    } catch (error) {
      this.#failed(error);
      throw error;
    }
    if (isThenable(result)) {
      const fulfilled = (value: unknown): void => this.#stepped(value as Step | undefined, leaving);
      return observePromise(result, { fulfilled, rejected: (error) => this.#failed(error) });
    }
    this.#stepped(result as Step | undefined, leaving);
    return result;
  }

  dropped(): void {
    this.#call?.stop(EndReason.UNREAD, this.#outputs());
  }

  #stepped(step: Step | undefined, leaving: boolean): void {
    const call = this.#call;
    if (!call || call.ended) return;
    // What looks like a generator may give anything.
    if (!step?.done) guarded('recording an item', () => this.#items?.add(step?.value));
    else if (leaving) this.#end(() => call.stop(EndReason.BREAK, this.#outputs()));
    else this.#end(() => call.settle(this.#outputs()));
  }

  #failed(error: unknown): void {
    this.#end(() => this.#call?.fail(error));
  }

  #end(end: () => void): void {
    end();
    abandoned.unregister(this);
    this.#items = undefined;
  }

  #outputs(): unknown {
    return this.#items?.outputs();
  }
}
