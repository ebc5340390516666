// Loaded into the program by `spanwright run`, before the program's own code.
import '@spanwright/core/register';
import { autolog } from '../autolog.ts';

autolog();
