import type { LiveSpan } from '@spanwright/core';
import { at, isThenable, observePromise, type Tracer } from '@spanwright/core/kit';
import { SpanType } from '@spanwright/core/model';

/** A call of a method of an agent. */
export interface AgentCall {
  readonly original: (this: unknown, ...args: readonly unknown[]) => unknown;
  readonly self: unknown;
  readonly args: readonly unknown[];
  readonly tracer: Tracer;
  readonly runs: Runs;
}

/** The spans of runs: agents hand off only inside of them. */
export class Runs {
  readonly #spans = new WeakSet<LiveSpan>();

  add(span: LiveSpan): void {
    this.#spans.add(span);
  }

  has(span: LiveSpan | undefined): span is LiveSpan {
    return span !== undefined && this.#spans.has(span);
  }
}

/** Records one run: from the messages of the program to the answer of the last agent. */
export function recordRun({ original, self, args, tracer, runs }: AgentCall): unknown {
  const work = (): unknown => Reflect.apply(original, self, args);
  if (!tracer.isTracing()) return work();
  const span = tracer.guarded('a run of ts-swarm', () => {
    const { messages, contextVariables, maxTurns } = (args[0] ?? {}) as Readonly<Record<string, unknown>>;
    return tracer.startSpan({
      name: 'Swarm.run',
      spanType: SpanType.AGENT,
      inputs: { messages, ...(contextVariables !== undefined && { contextVariables }) },
      attributes: { starting_agent: at(self, 'id'), ...(maxTurns !== undefined && { max_turns: maxTurns }) },
    });
  });
  if (!span) return work();
  runs.add(span);
  return observed(tracer.runInScope(span, work), tracer.record(span, { outputs: answer }));
}

/** Ends the call with what the promise gives; gives the program its equal. */
export function observed(result: unknown, call: ReturnType<Tracer['record']>): unknown {
  if (!isThenable(result)) return result;
  return observePromise(result, {
    fulfilled: (value) => call.settle(value),
    rejected: (error) => call.fail(error),
  });
}

function answer(result: unknown): unknown {
  return {
    messages: at(result, 'messages'),
    activeAgent: at(at(result, 'activeAgent'), 'id'),
    contextVariables: at(result, 'contextVariables'),
  };
}
