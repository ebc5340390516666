import { type AutologOptions, createAutolog, createTraced } from '@spanwright/core/kit';
import { openai } from './openai.ts';

/** Records every call of the openai client from now on, whether the library is loaded already or later. */
export const autolog: (options?: AutologOptions) => void = createAutolog(openai);

/** Records the calls of one client, or of a module that no hook can find, as in a bundled program; returns it. */
export const traced: <T extends object>(clientOrModule: T) => T = createTraced(openai);
