import type { CallReader, CallSnapshot, StreamReducer } from '@spanwright/core/kit';
import { type JsonObject, type JsonValue, SpanType } from '@spanwright/core/model';
import { chatInputs, modelAttributes, modelOf } from './chat.ts';
import { named } from './class-name.ts';
import { isObject } from './library.ts';
import { usageOf } from './usage.ts';

interface Completion {
  readonly text: string;
  readonly raw?: unknown;
}

/** How `complete` of an LLM is recorded; the `chat` that it is made of is its child. */
export const complete: CallReader<readonly unknown[], Completion, Completion> = {
  spanType: SpanType.LLM,
  name: 'complete',
  scope: true,
  details: named('complete'),
  inputs: ([params]) => params,
  receiver: modelOf,
  usage: (outputs) => (isObject(outputs) ? usageOf(outputs['raw']) : undefined),
  attributes: completionAttributes,
  reduce: joinedText,
};

/** How `exec` of an LLM is recorded: one turn, the tools that the model asks for included. */
export const exec: CallReader = {
  spanType: SpanType.CHAIN,
  name: 'exec',
  scope: true,
  details: named('exec'),
  inputs: ([params]) => (isObject(params) ? chatInputs(params) : params),
  outputs: (result) => {
    if (!isObject(result)) return result;
    const { newMessages, toolCalls, object } = result;
    return { ...(Array.isArray(newMessages) && { newMessages }), toolCalls, object };
  },
};

function completionAttributes(call: CallSnapshot): JsonObject {
  const prompt = isObject(call.inputs) ? (call.inputs['prompt'] as JsonValue | undefined) : undefined;
  return { ...modelAttributes(call), ...(prompt !== undefined && { prompt }) };
}

function joinedText(): StreamReducer<Completion, Completion> {
  let text: string | undefined;
  return {
    add: (chunk) => void (text = (text ?? '') + chunk.text),
    result: () => (text === undefined ? undefined : { text }),
  };
}
