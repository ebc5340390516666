import { TracingError } from '@spanwright/core/model';
import type { DatabaseSettings } from '../sqlite/open-database.ts';
import { SqliteTraceStore } from '../sqlite/sqlite-trace-store.ts';
import { isCommittedByGit } from './committed-by-git.ts';
import { isRead } from '../sqlite/operations.ts';
import type { FromStore, StoreCall, StoreReply } from './messages.ts';

// So many traces share a commit; more would keep other processes' writers waiting.
const MAX_TRACES_PER_COMMIT = 64;

type AppendCall = Extract<StoreCall, { readonly method: 'append' }>;

/** How a service is set up. */
export interface ServiceOptions {
  readonly settings: DatabaseSettings;
  /** Milliseconds that a lock of another process is waited for. */
  readonly lockTimeoutMs: number;
  /** Asked between transactions: true leaves the remaining calls undone. */
  readonly giveUp: () => boolean;
  readonly tell: (message: FromStore) => void;
}

/** Carries out calls in their order; appends that stand one behind the other are committed together. */
export class StoreService {
  readonly #options: ServiceOptions;
  readonly #store: SqliteTraceStore;
  #queue: StoreCall[] = [];
  #created = false;

  constructor(options: ServiceOptions) {
    const { settings, lockTimeoutMs, giveUp, tell } = options;
    this.#options = options;
    this.#store = new SqliteTraceStore(
      settings,
      { timeoutMs: lockTimeoutMs, giveUp },
      { warn: (message) => tell({ kind: 'warning', message }), created: () => (this.#created = true) },
    );
  }

  /** Takes a call; it is carried out by `runNext`. */
  enqueue(call: StoreCall): void {
    this.#queue.push(call);
  }

  /** Carries out the next call, or the next group of appends. Returns whether there are more to do. */
  runNext(): boolean {
    if (this.#options.giveUp()) return false;
    const group = this.#takeGroup();
    const replies = group.length > 0 ? this.#append(group) : this.#answerNext();
    if (replies.length > 0) this.#options.tell({ kind: 'replies', replies });
    this.#tellCreated();
    return this.#queue.length > 0;
  }

  /** Carries out what writes, drops what only reads, and closes the database; the next call opens it again. */
  settle(): void {
    // Nobody waits for the answers of what reads when the process ends.
    this.#queue = this.#queue.filter((call) => !isRead(call.method));
    while (this.runNext());
    this.#store.close();
  }

  /** Carries out everything; the database stays open. */
  drain(): void {
    while (this.runNext());
  }

  /**
   * Does some of the work that nobody waits for; returns whether there is more of it. Does not throw.
   * @param isQuiet whether nobody has written for a while.
   */
  runIdle(isQuiet: boolean): boolean {
    try {
      return this.#queue.length === 0 && this.#store.doIdleWork(isQuiet);
    } catch {
      // It is tried again after the next call; searches do without until then.
      return false;
    }
  }

  #takeGroup(): readonly AppendCall[] {
    const group: AppendCall[] = [];
    let traces = 0;
    for (const call of this.#queue) {
      if (call.method !== 'append') break;
      traces += call.args[0].length;
      if (group.length > 0 && traces > MAX_TRACES_PER_COMMIT) break;
      group.push(call);
    }
    this.#queue.splice(0, group.length);
    return group;
  }

  #append(group: readonly AppendCall[]): readonly StoreReply[] {
    const errors = this.#store.append(group.map((call) => call.args[0]));
    return group.map(({ id }, i) => replyOf(id, errors[i]));
  }

  #answerNext(): readonly StoreReply[] {
    const call = this.#queue.shift();
    if (!call) return [];
    try {
      return [{ id: call.id, value: this.#answer(call) }];
    } catch (error) {
      return [replyOf(call.id, error)];
    }
  }

  #answer(call: StoreCall): unknown {
    if (call.method === 'close') return this.#store.close();
    if (call.method === 'append') throw new TracingError('INTERNAL_ERROR', 'append is committed in groups');
    return this.#store.perform(call.method, call.args);
  }

  // After the commit: asking git takes longer than it.
  #tellCreated(): void {
    if (!this.#created) return;
    this.#created = false;
    const { path } = this.#options.settings;
    this.#options.tell({ kind: 'created', notice: { path, committedByGit: isCommittedByGit(path) } });
  }
}

function replyOf(id: number, error: unknown): StoreReply {
  if (error === undefined) return { id, value: undefined };
  const code = error instanceof TracingError ? error.code : 'INTERNAL_ERROR';
  return { id, error: { code, message: error instanceof Error ? error.message : 'unknown' } };
}
