export { renderTrace } from './render-trace.ts';
export { renderTraceList } from './render-trace-list.ts';
export type { RenderStyle } from './render-style.ts';
export { type Terminal, terminalStyle } from './terminal-style.ts';
