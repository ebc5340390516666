export { autolog } from './autolog.ts';
export { langchain } from './langchain.ts';
export { traced } from './traced.ts';
