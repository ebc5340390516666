export { ComparePage } from '../compare/compare-page.tsx';
export { TracePage } from '../trace/trace-page.tsx';
