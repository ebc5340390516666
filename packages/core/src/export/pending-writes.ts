import { reportFailure } from '../logger.ts';
import { sharedSlot } from '../shared-state.ts';

const state = sharedSlot<{ readonly pending: Set<Promise<unknown>> }>('writes', () => ({ pending: new Set() }));

/**
 * Keeps a write that the program may not wait for: `flush()` waits for it, and its failure is logged. The promise that
 * comes back rejects as well, but never as an unhandled rejection.
 */
export function pendingWrite<T>(what: string, write: Promise<T>): Promise<T> {
  const settled = write.then(
    () => {},
    (error: unknown) => reportFailure(what, error),
  );
  state.pending.add(settled);
  void settled.then(() => state.pending.delete(settled));
  return write;
}

/** Resolves once every write is done, or has failed and was reported. */
export async function flushWrites(): Promise<void> {
  await Promise.all(state.pending);
}
