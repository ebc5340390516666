import { at, textAt, type Tracer } from '@spanwright/core/kit';
import { SpanType } from '@spanwright/core/model';
import { observed } from './swarm-run.ts';

/** The tool, its calls recorded. Agents among the tools stay as they are: they are handed over to. */
export function recordedTool(tool: unknown, tracer: Tracer): unknown {
  const execute = at(tool, 'execute');
  if (typeof execute !== 'function' || typeof at(tool, 'run') === 'function') return tool;
  const recorded = (...args: readonly unknown[]): unknown => {
    const work = (): unknown => Reflect.apply(execute, tool, args);
    const span = tracer.guarded('a tool of ts-swarm', () =>
      tracer.startSpan({
        name: textAt(tool, 'id') ?? 'tool',
        spanType: SpanType.TOOL,
        inputs: args[0],
        attributes: { tool_call_id: at(args[1], 'toolCallId') },
      }),
    );
    if (!span) return work();
    const call = tracer.record(span);
    try {
      const result = tracer.runInScope(span, work);
      const given = observed(result, call);
      if (given === result) call.settle(result);
      return given;
    } catch (error) {
      call.fail(error);
      throw error;
    }
  };
  return { ...(tool as object), execute: recorded };
}
