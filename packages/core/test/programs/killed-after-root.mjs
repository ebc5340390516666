// Dies at once after its root spans have ended: nothing is flushed.
import { enableAsyncLogging, withSpan } from '@spanwright/core';

enableAsyncLogging(process.argv[2] === 'async');
withSpan('first', () => {});
await withSpan('second', async () => {
  await Promise.resolve();
});
process.kill(process.pid, 'SIGKILL');
