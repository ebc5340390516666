import { limits } from '../limits.ts';
import type { SpoolBatch } from '../spool/spool-batch.ts';
import type { Spool } from '../spool/spool.ts';
import type { SpoolEntry } from '../spool/spool-entry.ts';

/** Compressed bytes that go to the server together at most, unless one file has more. */
const GROUP_BYTES = 1_048_576;
/** Batches whose content is kept in memory as well, so that it need not be read back. */
const FRESH = 8;
/** Every so many groups are of what dead processes have left, while there is own work too. */
const CLAIMED_EVERY = 4;

/** The files that a process has to deliver: its own in their order, and between them what others have left. */
export class WaitingFiles {
  readonly #spool: Spool;
  readonly #own: SpoolEntry[] = [];
  readonly #claimed: SpoolEntry[] = [];
  readonly #fresh = new Map<SpoolEntry, SpoolBatch>();
  #turn = 0;

  constructor(spool: Spool) {
    this.#spool = spool;
  }

  /** Whether there is anything to deliver. */
  get isEmpty(): boolean {
    return this.#own.length + this.#claimed.length === 0;
  }

  /** Traces that wait. */
  get traces(): number {
    return [...this.#own, ...this.#claimed].reduce((sum, { traces }) => sum + traces, 0);
  }

  /** Number of the oldest own file that waits; infinite when there is none. */
  get oldestOwn(): number {
    return this.#own.reduce((least, { sequence }) => Math.min(least, sequence), Infinity);
  }

  /** Number of the newest own file. */
  get newestOwn(): number {
    return this.#own.reduce((most, { sequence }) => Math.max(most, sequence), 0);
  }

  /** Adds a file of this process. */
  add(entry: SpoolEntry, batch: SpoolBatch): void {
    this.#own.push(entry);
    // The spool drops the oldest as well.
    if (this.#own.length > limits.spoolFiles) this.done(this.#own.slice(0, 1));
    if (this.#fresh.size < FRESH) this.#fresh.set(entry, batch);
  }

  /** Adds files that others have left. */
  addClaimed(entries: readonly SpoolEntry[]): void {
    this.#claimed.push(...entries);
  }

  /** The files that are to be delivered next, together, `most` at most; they stay. */
  next(most: number): readonly SpoolEntry[] {
    this.#turn += 1;
    const claimed = this.#own.length === 0 || this.#turn % CLAIMED_EVERY === 0;
    const files = claimed && this.#claimed.length > 0 ? this.#claimed : this.#own;
    const group: SpoolEntry[] = [];
    let [traces, bytes] = [0, 0];
    for (const entry of files) {
      traces += entry.traces;
      bytes += entry.bytes;
      if (group.length > 0 && (traces > limits.batchTraces || bytes > GROUP_BYTES || group.length >= most)) break;
      group.push(entry);
    }
    return group;
  }

  /** What is in a file; undefined when it is gone. */
  contentOf(entry: SpoolEntry): SpoolBatch | undefined {
    return this.#fresh.get(entry) ?? this.#spool.read(entry);
  }

  /** Has files of the last `next()` wait behind all others. */
  putLast(entries: readonly SpoolEntry[]): void {
    const files = this.#claimed.some((entry) => entries.includes(entry)) ? this.#claimed : this.#own;
    this.done(entries);
    files.push(...entries);
  }

  /** Files that were delivered, or never can be. */
  done(entries: readonly SpoolEntry[]): void {
    for (const files of [this.#own, this.#claimed]) {
      const left = files.findIndex((entry) => !entries.includes(entry));
      // They are always the first ones of their list.
      files.splice(0, left < 0 ? files.length : left);
    }
    for (const entry of entries) this.#fresh.delete(entry);
  }
}
