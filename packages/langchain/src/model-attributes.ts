import { at, isFilled, textAt, type Wire } from '@spanwright/core/kit';
import { SpanAttributeKey } from '@spanwright/core/model';
import { chatTools } from './chat-tools.ts';

const MODEL_NAMES = ['model', 'model_name', 'modelName', 'modelId', 'model_id'] as const;

/** Attributes of a model run at its start (MLflow's LangChain tracer). */
export function modelAttributes(extra: unknown, metadata: unknown): Wire {
  const params = at(extra, 'invocation_params');
  const model = modelOf(params) ?? textAt(metadata, 'ls_model_name');
  const provider = providerOf(params, metadata);
  const tools = chatTools(params);
  const attributes: Record<string, unknown> = { [SpanAttributeKey.MESSAGE_FORMAT]: 'langchain' };
  if (isFilled(params)) attributes['invocation_params'] = params;
  if (isFilled(metadata)) attributes['metadata'] = metadata;
  if (model !== undefined) attributes[SpanAttributeKey.MODEL] = model;
  if (provider !== undefined) attributes[SpanAttributeKey.MODEL_PROVIDER] = provider;
  if (tools) attributes[SpanAttributeKey.CHAT_TOOLS] = tools;
  return attributes;
}

/** Model that a provider's answer names. */
export function answeringModel(message: unknown): string | undefined {
  const metadata = at(message, 'response_metadata');
  return textAt(metadata, 'model_name') ?? textAt(metadata, 'model');
}

function modelOf(params: unknown): string | undefined {
  for (const name of MODEL_NAMES) {
    const model = textAt(params, name);
    if (model !== undefined) return model;
  }
  return undefined;
}

/** `ls_provider`, else the parameters' `_type` without its `chat`. */
function providerOf(params: unknown, metadata: unknown): string | undefined {
  return textAt(metadata, 'ls_provider') ?? textAt(params, '_type')?.replace(/^chat-|-chat$/g, '');
}
