import type { LiveSpan } from '@spanwright/core';

/** Spans of runs (`Runner.run`), and what of the SDK each of them stands for: its own trace and its task span. */
export class RunSpans {
  readonly #adopted = new WeakMap<LiveSpan, Set<string>>();

  add(span: LiveSpan): void {
    this.#adopted.set(span, new Set());
  }

  /** The run's span if it is one and stands for nothing of that kind yet; from now on it does. */
  adopt(span: LiveSpan | undefined, kind: 'trace' | 'task'): LiveSpan | undefined {
    const adopted = span && this.#adopted.get(span);
    if (!adopted || adopted.has(kind)) return undefined;
    adopted.add(kind);
    return span;
  }
}
