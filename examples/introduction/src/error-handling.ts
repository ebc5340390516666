// Error handling: the error goes on to the program, the trace keeps it with what was captured before.
import { doMath } from './do-math.ts';
import { showLastTrace } from './show-trace.ts';

try {
  doMath(3, 2, 'multiply');
} catch (error) {
  console.log(String(error));
}
await showLastTrace();
