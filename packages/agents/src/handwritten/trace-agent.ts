import { trace, type TraceOptions } from '@spanwright/core';
import { AgentAttributeKey, SpanType } from '@spanwright/core/model';
import { checkNamed } from './check-named.ts';

/** Options of `traceAgent` and `traceTool`. The name is that of the agent or the tool. */
export interface NamedTraceOptions extends Omit<TraceOptions, 'name' | 'spanType'> {
  readonly name: string;
}

/**
 * Wraps what an agent does for one turn, or for a whole task: each call becomes a span of type AGENT with the agent's
 * name, its arguments as inputs, its result as outputs. What it calls is inside. Everything else is as with `trace`.
 * @example
 * const writer = traceAgent('writer', async (task: string) => ask('You write.', task));
 */
export function traceAgent<F extends CallableFunction>(agent: string | NamedTraceOptions, turn: F): F {
  const { name, attributes, ...rest }: NamedTraceOptions = checkNamed('traceAgent', agent, turn);
  return trace(turn, {
    ...rest,
    name,
    spanType: SpanType.AGENT,
    attributes: { ...attributes, [AgentAttributeKey.NAME]: name },
  });
}

/** Wraps a tool: each call becomes a span of type TOOL with its arguments and its result or error. */
export function traceTool<F extends CallableFunction>(tool: string | NamedTraceOptions, run: F): F {
  return trace(run, { ...checkNamed('traceTool', tool, run), spanType: SpanType.TOOL });
}
