import { at, findMember, isWire, type Tracer, wrapMethod } from '@spanwright/core/kit';
import { EndReason } from '@spanwright/core/model';
import type { OpenRun } from './open-run.ts';
import { type OpenRuns, stopRun } from './open-runs.ts';

/** One call of `stream()`: the first run that starts inside is the one whose stream the program reads. */
interface Frame {
  run: OpenRun | undefined;
}

interface FrameStorage {
  run<T>(frame: Frame, work: () => T): T;
  getStore(): Frame | undefined;
}

type Owner = Record<string, unknown>;
type Step = (...args: readonly unknown[]) => unknown;

/**
 * Ends runs whose stream the program leaves early, aborts or never reads: LangChain tells its handlers of none of it.
 */
export class StreamFrames {
  readonly #tracer: Tracer;
  readonly #runs: OpenRuns;
  #storage: FrameStorage | undefined;
  /** By stream, or by the reader of one. */
  readonly #streams = new WeakMap<object, OpenRun>();
  readonly #unread = new FinalizationRegistry<OpenRun>((run) => this.#leave(run, EndReason.UNREAD));

  constructor(tracer: Tracer, runs: OpenRuns) {
    this.#tracer = tracer;
    this.#runs = runs;
  }

  /** Hears of every run that has started. */
  started(run: OpenRun): void {
    const frame = this.#storage?.getStore();
    if (frame) frame.run ??= run;
  }

  /** Watches `stream()` of all classes that `@langchain/core/runnables` exports; returns the undo. */
  watchRunnables(exports: object): () => void {
    const undos = Object.values(exports).flatMap((exported) => {
      const owner: unknown =
        typeof exported === 'function' ? (exported as { prototype?: unknown }).prototype : undefined;
      if (typeof owner !== 'object' || owner === null || !Object.hasOwn(owner, 'stream')) return [];
      return [
        wrapMethod({ owner: owner as Owner, key: 'stream' }, (original, self, args) =>
          this.#enter(() => Reflect.apply(original, self, args)),
        ),
      ];
    });
    return () => undos.forEach((undo) => undo());
  }

  /** Watches the streams of `@langchain/core/utils/stream`, how they are made and left; returns the undo. */
  watchStreams(exports: object): () => void {
    const made = findMember(exports, 'IterableReadableStream.fromAsyncGenerator');
    const left = ['return', 'throw'].flatMap((key) => findMember(exports, `IterableReadableStream#${key}`) ?? []);
    const undos = left.map((place) =>
      wrapMethod(place, (original, self, args) => {
        this.#leave(this.#runOf(self), EndReason.BREAK);
        return Reflect.apply(original, self, args);
      }),
    );
    if (made) undos.push(wrapMethod(made, (original, self, args) => this.#make(original, self, args)));
    return () => undos.forEach((undo) => undo());
  }

  #make(original: Step, self: unknown, args: readonly unknown[]): unknown {
    const run = this.#storage?.getStore()?.run;
    if (run) this.#tracer.guarded('observing a LangChain stream', () => this.#tap(args[0] as Owner, run));
    const stream = Reflect.apply(original, self, args) as Owner;
    if (run) this.#tracer.guarded('observing a LangChain stream', () => this.#observe(stream, run));
    return stream;
  }

  #observe(stream: Owner, run: OpenRun): void {
    this.#unread.register(stream, run);
    this.#streams.set(stream, run);
    // LangGraph gives the program a stream that reads this one.
    replace(stream, 'getReader', (getReader) => (...args) => {
      const reader = getReader(...args) as object;
      this.#streams.set(reader, run);
      return reader;
    });
  }

  #runOf(stream: unknown): OpenRun | undefined {
    const inner = at(stream, '_innerReader');
    return this.#streams.get(stream as object) ?? (isWire(inner) ? this.#streams.get(inner) : undefined);
  }

  #enter(work: () => unknown): unknown {
    this.#storage ??= new (process.getBuiltinModule('node:async_hooks').AsyncLocalStorage)<Frame>();
    const frame: Frame = { run: undefined };
    const stream = this.#storage.run(frame, work);
    return stream instanceof Promise ? stream.catch((error: unknown) => this.#neverMade(frame, error)) : stream;
  }

  /** Aborted before the first chunk, LangChain gives no stream at all, and tells no handler either. */
  #neverMade({ run }: Frame, error: unknown): never {
    if (run && this.#runs.get(run.id) === run) this.#fail(run, error);
    throw error;
  }

  #tap(generator: Owner, run: OpenRun): void {
    replace(generator, 'next', (step) => (...args) => {
      const result = step(...args) as Promise<unknown>;
      result.then(undefined, (error: unknown) => this.#fail(run, error));
      return result;
    });
    for (const key of ['return', 'throw']) {
      replace(generator, key, (step) => (...args) => {
        this.#leave(run, EndReason.BREAK);
        return step(...args);
      });
    }
  }

  #leave(run: OpenRun | undefined, reason: EndReason): void {
    if (!run) return;
    this.#tracer.guarded('ending a LangChain stream', () => this.#runs.stop(run, (open) => stopRun(open, reason)));
  }

  #fail(run: OpenRun, error: unknown): void {
    this.#tracer.guarded('ending a LangChain stream', () => this.#runs.stop(run, (open) => open.call.fail(error)));
  }
}

function replace(target: Owner, key: string, make: (step: Step) => Step): void {
  const step = target[key];
  if (typeof step !== 'function') return;
  const value = make((...args) => Reflect.apply(step, target, args) as unknown);
  Object.defineProperty(target, key, { value, configurable: true, writable: true });
}
