export { autolog, traced } from './autolog.ts';
export { llamaindex } from './llamaindex.ts';
