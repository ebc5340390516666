import { limits } from '../limits.ts';

/** When a server that is away is asked again: ever more seldom, never by all programs at once. */
export class BackOff {
  #failures = 0;
  #notBefore = 0;

  /** Tries that have failed in a row. */
  get failures(): number {
    return this.#failures;
  }

  /** The server has said for how long it wants to be left alone, and that time is not over. */
  get isHeld(): boolean {
    return Date.now() < this.#notBefore;
  }

  succeeded(): void {
    this.#failures = 0;
    this.#notBefore = 0;
  }

  /**
   * Counts a failure.
   * @param retryAfterMs what the server wants
   * @returns milliseconds until the next try
   */
  failed(retryAfterMs: number | undefined): number {
    const longest = Math.min(limits.deliverDelayMs * 2 ** this.#failures, limits.deliverDelayMaxMs);
    this.#failures += 1;
    if (retryAfterMs === undefined) return longest * (0.5 + Math.random() / 2);
    const held = Math.min(retryAfterMs, MAX_HOLD_MS);
    this.#notBefore = Date.now() + held;
    // Some more, so that not all come at the same moment.
    return held + Math.random() * limits.deliverDelayMs;
  }
}

const MAX_HOLD_MS = 3_600_000;
