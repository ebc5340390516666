import { at, type CallFailure, listAt, textAt, type Tracer } from '@spanwright/core/kit';
import { SpanType } from '@spanwright/core/model';
import { recordSteps } from '../steps/record-steps.ts';

/** Stands around one stage of an agent's work: gives what `next` gives. */
export type Middleware = (context: unknown, next: (context: unknown) => object) => object;

/** Records each call of a tool. Handed on unchanged once `isActive` says no. */
export function toolCalls(tracer: Tracer, isActive: () => boolean): Middleware {
  return (context, next) => {
    const steps = next(context);
    if (!isActive()) return steps;
    return recordSteps(steps, tracer, {
      begin: () => {
        if (!tracer.isTracing()) return undefined;
        const use = at(context, 'toolUse');
        const span = tracer.startSpan({
          name: textAt(use, 'name') ?? 'tool',
          spanType: SpanType.TOOL,
          inputs: at(use, 'input'),
          attributes: { tool_call_id: at(use, 'toolUseId') },
        });
        return { span, call: tracer.record(span, { outputs, failure }) };
      },
      // A tool that asks a human goes on once it is answered.
      failed: (call, error) => (at(error, 'name') === 'InterruptError' ? call.settle(error) : call.fail(error)),
    });
  };
}

function outputs(given: unknown): unknown {
  const interrupts = listAt(given, 'interrupts');
  if (interrupts.length > 0) return { interrupts: interrupts.map(interruptOf) };
  return at(at(given, 'result'), 'content');
}

function interruptOf(interrupt: unknown): unknown {
  return { id: at(interrupt, 'id'), name: at(interrupt, 'name'), reason: at(interrupt, 'reason') };
}

/** A tool that throws gives its error to the model. */
function failure(given: unknown): CallFailure | undefined {
  const result = at(given, 'result');
  if (at(result, 'status') !== 'error') return undefined;
  const error = at(result, 'error');
  const type = textAt(error, 'name');
  const texts = listAt(result, 'content').flatMap((part) => textAt(part, 'text') ?? []);
  const message = textAt(error, 'message') ?? texts.join('\n');
  return { ...(type !== undefined && { type }), message };
}
