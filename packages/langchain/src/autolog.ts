import { type AutologOptions, createAutolog } from '@spanwright/core/kit';
import { langchain } from './langchain.ts';

/**
 * Records every run of LangChain and LangGraph from now on, whether they are loaded already or later. Handlers that
 * the program passes go on as they were.
 */
export const autolog: (options?: AutologOptions) => void = createAutolog(langchain);
