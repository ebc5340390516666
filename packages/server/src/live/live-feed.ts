import { type TraceInfo, type TraceInfoJson, traceInfoToJson } from '@spanwright/core/model';
import type { TraceStore } from '@spanwright/store';
import type { LiveEvent } from '../viewer/viewer-api.ts';

const POLL_MS = 1000;
const SOON_MS = 100;
/** The newest traces that are looked at: what happens to older ones is not told. */
const LOOKED_AT = 200;

interface Watcher {
  readonly experimentIds: readonly string[];
  readonly tell: (event: LiveEvent) => void;
}

/**
 * Tells of new and changed traces, whichever process has written them: while somebody watches, the newest are asked for
 * each second, and soon after this server has stored some.
 */
export class LiveFeed {
  readonly #store: TraceStore;
  readonly #watchers = new Set<Watcher>();
  #known: Map<string, string> | undefined;
  #floorMs = 0;
  #timer: NodeJS.Timeout | undefined;
  #polling = false;

  constructor(store: TraceStore) {
    this.#store = store;
  }

  get watchers(): number {
    return this.#watchers.size;
  }

  /** Tells of traces of these experiments (none: of all) until the returned function is called. */
  watch(experimentIds: readonly string[], tell: Watcher['tell']): () => void {
    const watcher = { experimentIds, tell };
    this.#watchers.add(watcher);
    if (this.#watchers.size === 1) this.#wait(0);
    return () => {
      this.#watchers.delete(watcher);
      if (this.#watchers.size === 0) this.close();
    };
  }

  /** This server has stored something. */
  touch(): void {
    if (this.#watchers.size > 0 && !this.#polling) this.#wait(SOON_MS);
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#watchers.clear();
    this.#known = undefined;
  }

  #wait(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#poll(), ms).unref();
  }

  async #poll(): Promise<void> {
    this.#polling = true;
    try {
      this.#compare((await this.#store.listTraces({ limit: LOOKED_AT })).traces);
    } catch {
      // The database is away, or not there yet: it is asked again.
    }
    this.#polling = false;
    if (this.#watchers.size > 0) this.#wait(POLL_MS);
  }

  #compare(traces: readonly TraceInfo[]): void {
    const before = this.#known;
    const now = new Map(traces.map((info) => [info.traceId, JSON.stringify(info)]));
    this.#known = now;
    if (!before) {
      this.#floorMs = traces.length < LOOKED_AT ? 0 : (traces.at(-1)?.requestTimeMs ?? 0);
      return;
    }
    const changed = traces.filter(
      ({ traceId, requestTimeMs }) => requestTimeMs >= this.#floorMs && before.get(traceId) !== now.get(traceId),
    );
    for (const watcher of this.#watchers) tellOf(changed, watcher);
  }
}

function tellOf(changed: readonly TraceInfo[], { experimentIds, tell }: Watcher): void {
  const wanted = changed.filter(
    ({ experimentId }) => experimentIds.length === 0 || experimentIds.includes(experimentId),
  );
  if (wanted.length === 0) return;
  const traces: readonly TraceInfoJson[] = wanted.map(traceInfoToJson);
  tell({ traces, ...(changed.length === LOOKED_AT && { more: true as const }) });
}
