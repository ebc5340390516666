import { type AutologOptions, createAutolog, createTraced } from '@spanwright/core/integration';
import type { OpenAIOptions } from './adapt-call.ts';
import { openai } from './openai.ts';

/** Options of `openai.autolog()`. */
export interface OpenAIAutologOptions extends AutologOptions, OpenAIOptions {}

/** Records every call of the openai client from now on, whether the library is loaded already or later. */
export const autolog: (options?: OpenAIAutologOptions) => void = createAutolog<OpenAIAutologOptions>(openai);

/** Records the calls of one client, or of a module that no hook can find, as in a bundled program; returns it. */
export const traced: <T extends object>(clientOrModule: T) => T = createTraced(openai);
