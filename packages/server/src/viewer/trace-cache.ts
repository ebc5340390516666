import type { TraceData } from '@spanwright/core/model';

const MAX_TRACES = 8;
const FRESH_MS = 30_000;
const FRESH_WHILE_RUNNING_MS = 1000;

/** What a cache keeps. */
export interface CachedTraces {
  readonly read: (traceId: string) => Promise<TraceData | undefined>;
  /** Of all traces together; one with more is not kept. */
  readonly maxSpans: number;
}

interface Entry {
  readonly trace: Promise<TraceData | undefined>;
  freshUntil: number;
  spans: number;
}

/** Keeps the traces that somebody looks at just now: a page asks for a trace's parts one by one. */
export class TraceCache {
  readonly #of: CachedTraces;
  readonly #entries = new Map<string, Entry>();

  constructor(of: CachedTraces) {
    this.#of = of;
  }

  /** The trace, perhaps as it was some seconds ago; undefined where there is none. */
  get(traceId: string): Promise<TraceData | undefined> {
    const known = this.#entries.get(traceId);
    if (known && known.freshUntil > Date.now()) return known.trace;
    return this.refresh(traceId);
  }

  /** The trace as it is now. */
  refresh(traceId: string): Promise<TraceData | undefined> {
    const entry: Entry = { trace: this.#of.read(traceId), freshUntil: Infinity, spans: 0 };
    this.#entries.delete(traceId);
    this.#entries.set(traceId, entry);
    return entry.trace.then(
      (trace) => {
        this.#settle(traceId, entry, trace);
        return trace;
      },
      (error: unknown) => {
        this.forget(traceId);
        throw error;
      },
    );
  }

  /** Called when a trace was changed. */
  forget(traceId: string): void {
    this.#entries.delete(traceId);
  }

  #settle(traceId: string, entry: Entry, trace: TraceData | undefined): void {
    const running = trace?.info.state === 'IN_PROGRESS';
    entry.freshUntil = trace ? Date.now() + (running ? FRESH_WHILE_RUNNING_MS : FRESH_MS) : 0;
    entry.spans = trace?.spans.length ?? 0;
    this.#makeRoom();
    // What nobody looks at any more need not stay.
    setTimeout(() => this.#entries.get(traceId) === entry && this.forget(traceId), FRESH_MS).unref();
  }

  #makeRoom(): void {
    const total = (): number => [...this.#entries.values()].reduce((sum, { spans }) => sum + spans, 0);
    for (const oldest of [...this.#entries.keys()]) {
      if (this.#entries.size <= MAX_TRACES && total() <= this.#of.maxSpans) return;
      this.#entries.delete(oldest);
    }
  }
}
