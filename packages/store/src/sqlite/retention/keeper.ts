import type { Connection } from '../connection.ts';
import { retainStep } from './retain.ts';
import { getRetention } from './stored-retention.ts';

const INTERVAL_MS = 60_000;

/** Keeps a database within its bounds while it is written to: looks once a minute, and then works in steps. */
export class RetentionKeeper {
  #nextLookMs = 0;

  /** Takes one step, if it is time; returns whether there is more to do. */
  step(connection: Connection): boolean {
    const now = performance.now();
    if (now < this.#nextLookMs) return false;
    const retention = getRetention(connection);
    const more = Object.keys(retention).length > 0 && retainStep(connection, retention).more;
    if (!more) this.#nextLookMs = now + INTERVAL_MS;
    return more;
  }
}
