// Context handler: a span around any block of code.
import { doMath } from './do-math.ts';
import { showLastTrace } from './show-trace.ts';

doMath(8, 3, 'add');
await showLastTrace();
