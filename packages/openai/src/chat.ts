import type { CallReader } from '@spanwright/core/kit';
import { SpanType } from '@spanwright/core/model';
import type OpenAI from 'openai';
import { adaptStream } from './adapt-call.ts';
import { chatAttributes } from './call-attributes.ts';
import { ChatReducer } from './chat-reducer.ts';
import { modelCall } from './model-call.ts';

/** How `chat.completions.create` is recorded: the whole request, the whole completion, streamed or not. */
export const chatCompletions: CallReader<readonly unknown[], OpenAI.ChatCompletion, OpenAI.ChatCompletionChunk> = {
  ...modelCall,
  spanType: SpanType.CHAT_MODEL,
  name: 'Completions',
  adapt: adaptStream,
  attributes: chatAttributes,
  reduce: () => new ChatReducer(),
};
