import { reportFailure } from '../logger.js';
import { sharedSlot } from '../shared-state.js';
const state = sharedSlot('writes', () => ({ pending: new Set() }));
/**
 * Keeps a write that the program may not wait for: `flush()` waits for it, and its failure is logged. The promise that
 * comes back rejects as well, but never as an unhandled rejection.
 */
export function pendingWrite(what, write) {
    const settled = write.then(() => { }, (error) => reportFailure(what, error));
    state.pending.add(settled);
    void settled.then(() => state.pending.delete(settled));
    return write;
}
/** Resolves once every write is done, or has failed and was reported. */
export async function flushWrites() {
    await Promise.all(state.pending);
}
