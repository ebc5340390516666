export { autolog, type OpenAIAutologOptions, traced } from './autolog.ts';
export { openai } from './openai.ts';
