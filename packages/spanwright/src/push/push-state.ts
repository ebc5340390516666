import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';

/** How far a push has come. */
export interface PushProgress {
  /** Where the next page begins; missing at the start. */
  readonly pageToken?: string;
  /** Traces that the server has. */
  readonly traces: number;
}

/** Remembers in a file beside the database how far a push has come, so that it can go on after an interruption. */
export class PushState {
  readonly #file: string;

  /** @param what everything that makes it this push and no other */
  constructor(database: string, what: readonly string[]) {
    const hash = createHash('sha256').update(what.join('\n')).digest('hex').slice(0, 12);
    this.#file = `${database}-push-${hash}.json`;
  }

  /** How far it had come; the start where there is nothing to go on from. */
  read(): PushProgress {
    if (!existsSync(this.#file)) return { traces: 0 };
    try {
      return JSON.parse(readFileSync(this.#file, 'utf8')) as PushProgress;
    } catch {
      // What was pushed already is pushed again, which changes nothing.
      return { traces: 0 };
    }
  }

  /** Remembers. A folder that cannot be written only means that an interrupted push begins anew. */
  write(progress: PushProgress): void {
    try {
      writeFileSync(`${this.#file}.tmp`, JSON.stringify(progress), { mode: 0o600 });
      renameSync(`${this.#file}.tmp`, this.#file);
    } catch {
      // See above.
    }
  }

  /** The push is done. */
  remove(): void {
    rmSync(this.#file, { force: true });
  }
}
