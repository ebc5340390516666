import type { CallReader, CallSnapshot } from '@spanwright/core/kit';
import { type JsonObject, type JsonValue, SpanAttributeKey, SpanType } from '@spanwright/core/model';
import { ChatReducer } from './chat-reducer.ts';
import { className, named } from './class-name.ts';
import { type ChatResponse, type ChatResponseChunk, isObject } from './library.ts';
import { chatTools, toolMetadata } from './tools.ts';
import { answeringModel, usageOf } from './usage.ts';

/** What is recorded of the model object that a call is made on. */
export interface RecordedModel {
  readonly model: unknown;
  readonly provider: string;
  /** Its settings, such as temperature. */
  readonly settings: unknown;
}

/** How `chat` of an LLM is recorded, streamed or not. */
export const chat: CallReader<readonly unknown[], ChatResponse, ChatResponseChunk> = {
  spanType: SpanType.CHAT_MODEL,
  name: 'chat',
  scope: true,
  details: named('chat'),
  inputs: ([params]) => (isObject(params) ? chatInputs(params) : params),
  receiver: modelOf,
  // The message first: it is what previews show.
  outputs: ({ message, raw }) => ({ message, raw }),
  usage: (outputs) => (isObject(outputs) ? usageOf(outputs['raw']) : undefined),
  attributes: chatAttributes,
  reduce: () => new ChatReducer(),
};

/** The parameters of a call, its tools by their metadata. */
export function chatInputs({ tools, ...params }: { readonly [key: string]: unknown }): unknown {
  return { ...params, ...(tools !== undefined && { tools: toolMetadata(tools) }) };
}

/** Model, provider and settings of an LLM or an embedding model. The provider is named by the class, as in MLflow. */
export function modelOf(self: unknown): RecordedModel {
  const { model, metadata } = self as { readonly model?: unknown; readonly metadata?: unknown };
  const settings = isObject(metadata) ? metadata : undefined;
  const provider = className(self).toLowerCase();
  return { model: model ?? settings?.['model'], provider: provider.replace(/(?:responses|embedding)$/, ''), settings };
}

/** Attributes of a model call. */
export function modelAttributes({ receiver, outputs }: CallSnapshot): JsonObject {
  const { model, provider, settings } = receiver as { readonly [Key in keyof RecordedModel]?: JsonValue };
  const answered = isObject(outputs) ? answeringModel(outputs['raw']) : undefined;
  return {
    ...present(SpanAttributeKey.MODEL, model ?? answered),
    ...present('model_name', model),
    ...present('invocation_params', settings),
    ...present('model_dict', settings),
    ...present(SpanAttributeKey.MODEL_PROVIDER, provider),
  };
}

function chatAttributes(call: CallSnapshot): JsonObject {
  return {
    ...modelAttributes(call),
    [SpanAttributeKey.MESSAGE_FORMAT]: 'llamaindex',
    ...present(SpanAttributeKey.CHAT_TOOLS, isObject(call.inputs) ? chatTools(call.inputs['tools']) : undefined),
  };
}

function present(key: string, value: JsonValue | undefined): JsonObject {
  return value === undefined ? {} : { [key]: value };
}
