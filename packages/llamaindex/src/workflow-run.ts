import { type Tracer, tracer } from '@spanwright/core/kit';
import type { LiveSpan } from '@spanwright/core';
import { SpanType } from '@spanwright/core/model';
import { agentRunOf } from './agent-run.ts';

type RecordedCall = ReturnType<Tracer['record']>;

// Between a handler's result and the next handler's start lie the library's own promises.
const QUIET_MICROTASKS = 8;

/** One context of a workflow, from its first step on, and the span that its steps are children of. */
export class WorkflowRun {
  readonly #call: RecordedCall | undefined;
  readonly #parent: LiveSpan | undefined;
  #running = 0;
  #result: unknown;

  /** A run of an agent workflow that something has asked for is a part of that; any other gets a span of its own. */
  constructor(inputs: unknown, ofAgents: boolean) {
    this.#parent = tracer.activeSpan();
    if (ofAgents && this.#parent) return;
    const name = ofAgents ? 'AgentWorkflow.run' : 'Workflow.run';
    this.#parent = tracer.startSpan({ name, spanType: SpanType.CHAIN, inputs });
    this.#call = tracer.record(this.#parent);
  }

  /** Parent of the steps. */
  get span(): LiveSpan | undefined {
    return this.#parent;
  }

  /** A step starts. */
  started(): void {
    this.#running += 1;
  }

  /** A step has ended with these data; without a further one the run has ended with it. */
  ended(result: unknown): void {
    this.#running -= 1;
    if (result !== undefined) this.#result = result;
    void this.#endWhenQuiet();
  }

  /** A step has failed, which no handler of the library sees: the run never comes to its end. */
  failed(error: unknown): void {
    this.#running -= 1;
    (this.#call ?? agentRunOf(this.#parent))?.fail(error);
  }

  async #endWhenQuiet(): Promise<void> {
    for (let waited = 0; waited < QUIET_MICROTASKS; waited += 1) await Promise.resolve();
    if (this.#running === 0) this.#call?.settle(this.#result);
  }
}
