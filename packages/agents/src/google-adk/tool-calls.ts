import { at, isThenable, observePromise, textAt, type Tracer } from '@spanwright/core/kit';
import { SpanType } from '@spanwright/core/model';
import type { WorkInProgress } from './work-in-progress.ts';

/** A call of `runAsync({ args, toolContext })`. */
export interface ToolCall {
  readonly original: (this: unknown, ...args: readonly unknown[]) => unknown;
  readonly tool: unknown;
  readonly args: readonly unknown[];
  /** Whether the tool is one whose `execute` is the program's function, and nothing of it the program's class. */
  readonly isPlain: boolean;
}

/** Records one call of a tool, with the error that its function throws. */
export function recordToolCall(tracer: Tracer, inProgress: WorkInProgress, toolCall: ToolCall): unknown {
  const { original, tool, args, isPlain } = toolCall;
  const context = at(args[0], 'toolContext');
  const untouched = (): unknown => Reflect.apply(original, tool, args);
  if (!tracer.isTracing()) return untouched();
  if (context !== undefined && inProgress.isInside(tracer.activeSpan(), tool, context)) return untouched();
  const span = tracer.guarded('a tool of the ADK', () => startSpan(tracer, tool, args[0]));
  if (!span) return untouched();
  inProgress.add(span, tool, context);
  const call = tracer.record(span);
  const self = isPlain ? listenedTo(tool, (error) => call.fail(error)) : tool;
  try {
    const result = tracer.runInScope(span, () => Reflect.apply(original, self, args));
    if (isThenable(result))
      return observePromise(result, {
        fulfilled: (value) => call.settle(value),
        rejected: (error) => call.fail(error),
      });
    call.settle(result);
    return result;
  } catch (error) {
    call.fail(error);
    throw error;
  }
}

function startSpan(tracer: Tracer, tool: unknown, request: unknown): ReturnType<Tracer['startSpan']> {
  const id = at(at(request, 'toolContext'), 'functionCallId');
  return tracer.startSpan({
    name: textAt(tool, 'name') ?? 'tool',
    spanType: SpanType.TOOL,
    inputs: at(request, 'args'),
    attributes: { ...(id !== undefined && { tool_call_id: id }) },
  });
}

/** The tool, of whose function's errors we hear: the library itself keeps only their message. */
function listenedTo(tool: unknown, failed: (error: unknown) => void): unknown {
  const execute = at(tool, 'execute');
  if (typeof execute !== 'function') return tool;
  const heard = (...args: readonly unknown[]): unknown => {
    try {
      const result: unknown = Reflect.apply(execute, tool, args);
      // The library waits for `result` itself, so that no rejection goes unseen by this.
      if (result instanceof Promise) result.then(undefined, failed);
      return result;
    } catch (error) {
      failed(error);
      throw error;
    }
  };
  return Object.create(tool as object, { execute: { value: heard } });
}
