import { limits } from '../limits.ts';
import { newOwner } from './owner.ts';
import { packBatch, type SpoolBatch, unpackBatch } from './spool-batch.ts';
import type { SpoolEntry } from './spool-entry.ts';
import { SpoolFolder } from './spool-folder.ts';
import type { SpoolSettings } from './spool-settings.ts';

/** What had to go, or cannot be used. */
export interface SpoolLosses {
  /** Traces that were dropped: the oldest, past the bound of size or age. */
  dropped(traces: number): void;
  /** A file cannot be read; it was set aside. */
  damaged(file: string): void;
}

/**
 * Traces that wait on disk for a server, safe from `kill -9`. Several processes share the folder: each delivers what it
 * has written, and claims what dead ones have left.
 */
export class Spool {
  readonly settings: SpoolSettings;
  readonly #folder: SpoolFolder;
  readonly #owner: string = newOwner();
  readonly #losses: SpoolLosses;
  #sequence = 0;
  #ready = false;
  /** Of all files: counted now and then, with what was written since. */
  #bytes = 0;

  constructor(settings: SpoolSettings, losses: SpoolLosses) {
    this.settings = settings;
    this.#folder = new SpoolFolder(settings.folder);
    this.#losses = losses;
  }

  /** Writes a batch. It is on disk when this returns; throws as `fs` does. */
  write(batch: SpoolBatch): SpoolEntry {
    const content = packBatch(batch);
    const entry: SpoolEntry = {
      createdMs: Date.now(),
      sequence: ++this.#sequence,
      traces: batch.traces.length,
      bytes: content.length,
      owner: this.#owner,
      state: 'waiting',
    };
    this.#store(entry, content);
    this.#bytes += entry.bytes;
    if (this.#bytes > this.settings.maxBytes) this.trim();
    return entry;
  }

  /** Reads a batch. Undefined when it is gone, or damaged: then it is set aside. */
  read(entry: SpoolEntry): SpoolBatch | undefined {
    const content = this.#folder.read(entry);
    if (!content) return undefined;
    try {
      return unpackBatch(content);
    } catch {
      const aside = this.#folder.change(entry, { state: 'damaged' });
      if (aside) this.#losses.damaged(this.settings.folder);
      return undefined;
    }
  }

  /** A batch was delivered. */
  remove(entry: SpoolEntry): void {
    this.#folder.remove(entry);
    this.#bytes -= entry.bytes;
  }

  /** A batch was refused: it stays for whoever looks for it, until it is too old. */
  refuse(entry: SpoolEntry): void {
    this.#folder.change(entry, { state: 'refused' });
  }

  /**
   * Takes over what owners have left that are no more; the oldest first.
   * @param states which files; `waiting` by default
   */
  claim(states: readonly SpoolEntry['state'][] = ['waiting']): readonly SpoolEntry[] {
    const alive = new Map<string, boolean>([[this.#owner, true]]);
    const isFree = ({ owner, state }: SpoolEntry): boolean => {
      if (!states.includes(state)) return false;
      // Nobody delivers what was refused.
      if (state !== 'waiting') return true;
      if (!alive.has(owner)) alive.set(owner, this.#folder.isAlive(owner));
      return alive.get(owner) === false;
    };
    const free = this.#folder.entries().filter(isFree);
    if (free.length > 0) this.#prepare();
    const claimed = free.flatMap((entry) => this.#folder.change(entry, { owner: this.#owner, state: 'waiting' }) ?? []);
    this.#folder.sweep();
    return claimed;
  }

  /** Drops the oldest files until the rest is within the bounds, and counts anew. */
  trim(): void {
    const { maxAgeMs, maxBytes } = this.settings;
    const entries = this.#folder.entries();
    let bytes = entries.reduce((sum, entry) => sum + entry.bytes, 0);
    let dropped = 0;
    for (const [at, entry] of entries.entries()) {
      const fits = bytes <= maxBytes && entries.length - at <= limits.spoolFiles;
      if (fits && Date.now() - entry.createdMs <= maxAgeMs) break;
      this.#folder.remove(entry);
      bytes -= entry.bytes;
      dropped += entry.traces;
    }
    this.#bytes = bytes;
    if (dropped > 0) this.#losses.dropped(dropped);
  }

  /** A sign of life, to be given every few seconds while there may be files of ours. */
  sign(): void {
    if (this.#ready) this.#folder.sign(this.#owner);
  }

  /** What is left is for whoever comes. */
  release(): void {
    if (!this.#ready) return;
    this.#ready = false;
    this.#folder.unsign(this.#owner);
  }

  #prepare(): void {
    if (this.#ready) return;
    this.#folder.prepare(this.settings.target);
    this.#folder.sign(this.#owner);
    this.#ready = true;
  }

  #store(entry: SpoolEntry, content: Uint8Array): void {
    this.#prepare();
    try {
      this.#folder.write(entry, content);
    } catch (error) {
      if ((error as { code?: string }).code !== 'ENOENT') throw error;
      // Somebody has removed the folder.
      this.#ready = false;
      this.#prepare();
      this.#folder.write(entry, content);
    }
  }
}
