// Makes three traces, and ends in the way that its argument names.
import { flush, withSpan } from '@spanwright/core';

const way = process.argv[2];
for (let n = 0; n < 3; n += 1) withSpan(`trace ${n}`, (span) => span.setInputs({ n }));
process.stdout.write('out\n');
if (way === 'flush' || way === 'kill') await flush();
if (way === 'kill') process.kill(process.pid, 'SIGKILL');
if (way === 'throw') throw new Error('uncaught');
if (way !== 'natural') process.exit(3);
