import {
  at,
  fieldsAt,
  functionTool,
  isFilled,
  isWire,
  listAt,
  reportedUsage,
  textAt,
  type Tracer,
  type Wire,
} from '@spanwright/core/kit';
import { SpanAttributeKey, SpanType } from '@spanwright/core/model';
import { observed } from './swarm-run.ts';

const PARAMETERS = ['maxTokens', 'temperature', 'topP', 'topK', 'presencePenalty', 'frequencyPenalty', 'seed'];

/** The model of an agent, its calls recorded; all else is the model's own. */
export function recordedModel(model: unknown, tracer: Tracer): unknown {
  const doGenerate = at(model, 'doGenerate');
  if (typeof doGenerate !== 'function') return model;
  const recorded = (options: unknown): unknown => {
    const work = (): unknown => Reflect.apply(doGenerate, model, [options]);
    const span = tracer.guarded('a model of ts-swarm', () => tracer.startSpan(describe(model, options)));
    if (!span) return work();
    const outputs = (result: unknown): unknown => {
      const usage = usageOf(result);
      if (usage) span.setAttribute(SpanAttributeKey.CHAT_USAGE, usage);
      return { text: at(result, 'text'), toolCalls: at(result, 'toolCalls'), finishReason: at(result, 'finishReason') };
    };
    return observed(tracer.runInScope(span, work), tracer.record(span, { outputs }));
  };
  return new Proxy(model as object, {
    // A model may have private fields, which its proxy has not.
    get: (target, key): unknown => (key === 'doGenerate' ? recorded : Reflect.get(target, key)),
  });
}

/** What was cached and reasoned the providers of the AI SDK 3 tell beside the usage, each under its own name. */
function usageOf(result: unknown): ReturnType<typeof reportedUsage> {
  const usage = at(result, 'usage');
  const told = at(result, 'providerMetadata');
  if (!isWire(usage) || !isWire(told)) return reportedUsage(usage);
  const [details] = Object.values(told);
  return reportedUsage({
    ...usage,
    cachedInputTokens: at(details, 'cachedPromptTokens') ?? at(details, 'cacheReadInputTokens'),
    reasoningTokens: at(details, 'reasoningTokens'),
  });
}

function describe(model: unknown, options: unknown): Parameters<Tracer['startSpan']>[0] {
  const modelId = textAt(model, 'modelId');
  const tools = listAt(at(options, 'mode'), 'tools');
  const parameters = fieldsAt(options, PARAMETERS);
  return {
    name: modelId ?? 'model',
    spanType: SpanType.CHAT_MODEL,
    inputs: { messages: at(options, 'prompt') },
    attributes: {
      ...(modelId !== undefined && { [SpanAttributeKey.MODEL]: modelId }),
      [SpanAttributeKey.MODEL_PROVIDER]: textAt(model, 'provider')?.split('.')[0] ?? 'unknown',
      ...(isFilled(tools) && { [SpanAttributeKey.CHAT_TOOLS]: tools.map(chatTool) }),
      ...(isFilled(parameters) && { invocation_params: parameters }),
    },
  };
}

function chatTool(tool: unknown): Wire {
  const [name, description, parameters] = [at(tool, 'name'), at(tool, 'description'), at(tool, 'parameters')];
  return functionTool({ name, description, parameters });
}
