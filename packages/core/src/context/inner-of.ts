import type { LiveSpan } from '../span/live-span.ts';

/** Whether `span` is `outer` or somewhere below it. */
export function isInside(span: LiveSpan | undefined, outer: LiveSpan): boolean {
  for (let at = span; at; at = at.parent) if (at === outer) return true;
  return false;
}

/**
 * The inner of a framework's current run and the span in scope. A span of the program's inside the run wins over the
 * run; a run inside the program's span wins over that span (MLflow's rule for LangChain).
 */
export function innerOf(run: LiveSpan | undefined, inScope: LiveSpan | undefined): LiveSpan | undefined {
  return run === undefined || isInside(inScope, run) ? inScope : run;
}
