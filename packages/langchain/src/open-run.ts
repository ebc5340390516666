import type { LiveSpan } from '@spanwright/core';
import type { Tracer, Wire } from '@spanwright/core/kit';

/** A run that LangChain has started and not ended. */
export interface OpenRun {
  readonly id: string;
  readonly span: LiveSpan;
  readonly call: ReturnType<Tracer['record']>;
  readonly parent: OpenRun | undefined;
  /** True for plumbing that LangGraph hides: it has no span of its own, `span` is that of the run around it. */
  readonly hidden: boolean;
  readonly metadata: Wire;
  /** All open runs under the same outermost run. */
  readonly tree: Set<OpenRun>;
  /** Tokens that a model has streamed so far, and how many. */
  streamed: string;
  tokens: number;
}

/** Whether `run` is `outer` or somewhere inside it. */
export function isWithin(run: OpenRun, outer: OpenRun): boolean {
  for (let at: OpenRun | undefined = run; at; at = at.parent) if (at === outer) return true;
  return false;
}
