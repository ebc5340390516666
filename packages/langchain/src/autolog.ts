import { createAutolog } from '@spanwright/core/integration';
import { langchain } from './langchain.ts';
import type { LangchainAutologOptions } from './logged-model/logging-options.ts';

/**
 * Records every run of LangChain and LangGraph from now on, whether they are loaded already or later. Handlers that
 * the program passes go on as they were.
 */
export const autolog: (options?: LangchainAutologOptions) => void = createAutolog<LangchainAutologOptions>(langchain);
