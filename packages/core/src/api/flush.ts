import { endUnreadCalls } from '../call/unread.ts';
import { flushWrites } from '../export/pending-writes.ts';
import { flushTraces } from '../tracer/tracer.ts';

/**
 * Resolves once every trace that has ended is stored: after that a `kill -9` loses nothing. Never rejects; what
 * could not be stored was reported through the logger.
 */
export async function flush(): Promise<void> {
  endUnreadCalls();
  await flushTraces();
  await flushWrites();
}
