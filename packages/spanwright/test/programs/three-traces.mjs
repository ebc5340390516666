// Makes three traces.
import { flush, withSpan } from '@spanwright/core';

for (let n = 0; n < 3; n += 1) withSpan(`trace ${n}`, (span) => span.setInputs({ n }));
await flush();
