import type { LiveSpan } from '@spanwright/core';

interface Run {
  readonly withoutData: boolean;
  readonly adopted: Set<'trace' | 'task'>;
}

/** Spans of runs (`Runner.run`), and what of the SDK each of them stands for: its own trace and its task span. */
export class RunSpans {
  readonly #runs = new WeakMap<LiveSpan, Run>();

  /** @param withoutData whether the program wants the run traced without what goes in and comes out */
  add(span: LiveSpan, withoutData: boolean): void {
    this.#runs.set(span, { withoutData, adopted: new Set() });
  }

  /** Whether it is the span of a run. */
  has(span: LiveSpan | undefined): boolean {
    return span !== undefined && this.#runs.has(span);
  }

  /** Whether it is the span of a run that is to be traced without its data. */
  isWithoutData(span: LiveSpan | undefined): boolean {
    return span !== undefined && this.#runs.get(span)?.withoutData === true;
  }

  /** The run's span if it is one and stands for nothing of that kind yet; from now on it does. */
  adopt(span: LiveSpan | undefined, kind: 'trace' | 'task'): LiveSpan | undefined {
    const adopted = span && this.#runs.get(span)?.adopted;
    if (!adopted || adopted.has(kind)) return undefined;
    adopted.add(kind);
    return span;
  }
}
