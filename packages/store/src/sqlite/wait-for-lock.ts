import { isBusy } from './sqlite-error.ts';

/** How long a lock of another process is waited for. */
export interface Patience {
  /** Milliseconds in all. */
  readonly timeoutMs: number;
  /** Asked between two attempts: true gives up at once. */
  readonly giveUp: () => boolean;
}

const MAX_PAUSE_MS = 20;
const pause = new Int32Array(new SharedArrayBuffer(4));

/**
 * Runs `work`, again while another connection holds the lock. The pauses are random: SQLite's own are the same in
 * every process, so that one of several writers could wait for seconds.
 */
export function waitForLock<T>(patience: Patience, work: () => T): T {
  const deadline = performance.now() + patience.timeoutMs;
  for (;;) {
    try {
      return work();
    } catch (error) {
      if (!isBusy(error) || performance.now() > deadline || patience.giveUp()) throw error;
      Atomics.wait(pause, 0, 0, Math.random() * MAX_PAUSE_MS);
    }
  }
}
