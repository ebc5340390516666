import { type AutologOptions, createAutolog, createTraced } from '@spanwright/core/kit';
import { llamaindex } from './llamaindex.ts';

/** Records what LlamaIndex does from now on, whether it is loaded already or later. */
export const autolog: (options?: AutologOptions) => void = createAutolog(llamaindex);

/** Records the calls of a module that no hook can find, as in a bundled program; returns it. */
export const traced: <T extends object>(module: T) => T = createTraced(llamaindex);
