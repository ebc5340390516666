export { autolog, traced } from './autolog.ts';
export { openai } from './openai.ts';
