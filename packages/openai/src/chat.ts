import type { CallReader } from '@spanwright/core/kit';
import { SpanType } from '@spanwright/core/model';
import type OpenAI from 'openai';
import { baseUrlOf, chatAttributes } from './call-attributes.ts';
import { ChatReducer } from './chat-reducer.ts';
import { failureOf } from './failure.ts';
import { usageOf } from './usage.ts';

/** How `chat.completions.create` is recorded: the whole request, the whole completion, streamed or not. */
export const chatCompletions: CallReader<readonly unknown[], OpenAI.ChatCompletion, OpenAI.ChatCompletionChunk> = {
  spanType: SpanType.CHAT_MODEL,
  name: 'Completions',
  inputs: ([body]) => body,
  receiver: baseUrlOf,
  failure: failureOf,
  usage: usageOf,
  attributes: chatAttributes,
  reduce: () => new ChatReducer(),
};
