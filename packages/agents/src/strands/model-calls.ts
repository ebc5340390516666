import {
  at,
  functionTool,
  isFilled,
  listAt,
  reportedUsage,
  textAt,
  type Tracer,
  type Wire,
} from '@spanwright/core/kit';
import { SpanAttributeKey, SpanType } from '@spanwright/core/model';
import { recordSteps } from '../steps/record-steps.ts';
import type { Middleware } from './tool-calls.ts';

/** Records each call of a model. Handed on unchanged once `isActive` says no. */
export function modelCalls(tracer: Tracer, isActive: () => boolean): Middleware {
  return (context, next) => {
    const steps = next(context);
    if (!isActive()) return steps;
    return recordSteps(steps, tracer, {
      begin: () => {
        if (!tracer.isTracing()) return undefined;
        const span = tracer.startSpan(describe(context));
        const outputs = (given: unknown): unknown => {
          const result = at(given, 'result');
          const usage = reportedUsage(at(at(result, 'metadata'), 'usage'));
          if (usage) span.setAttribute(SpanAttributeKey.CHAT_USAGE, usage);
          return { message: at(result, 'message'), stopReason: at(result, 'stopReason') };
        };
        return { span, call: tracer.record(span, { outputs }) };
      },
    });
  };
}

function describe(context: unknown): Parameters<Tracer['startSpan']>[0] {
  const model = textAt(at(context, 'model'), 'modelId');
  const system = at(context, 'systemPrompt');
  const tools = listAt(context, 'toolSpecs');
  return {
    name: model ?? 'model',
    spanType: SpanType.CHAT_MODEL,
    inputs: { ...(system !== undefined && { system }), messages: at(context, 'messages') },
    attributes: {
      ...(model !== undefined && { [SpanAttributeKey.MODEL]: model }),
      ...(isFilled(tools) && { [SpanAttributeKey.CHAT_TOOLS]: tools.map(chatTool) }),
    },
  };
}

function chatTool(spec: unknown): Wire {
  const [name, description, parameters] = [at(spec, 'name'), at(spec, 'description'), at(spec, 'inputSchema')];
  return functionTool({ name, description, parameters });
}
