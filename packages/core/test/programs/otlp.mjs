// Makes one trace of two spans and ends in the way that its argument names.
import { flush, startSpan, withSpan } from '@spanwright/core';

withSpan({ name: 'outer', spanType: 'CHAIN', inputs: { a: [1, 2.5, null], b: { c: true } } }, () => {
  const inner = startSpan({ name: 'inner', startTimeNs: 1_790_000_000_123_456_789n });
  inner.addEvent('tick', { n: 1 });
  inner.recordException(new TypeError('no'));
  inner.end({ endTimeNs: 1_790_000_000_123_456_790n });
  return 'done';
});
if (process.argv[2] === 'flush') await flush();
if (process.argv[2] === 'exit') process.exit(3);
