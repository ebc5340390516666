import type { CallReader } from '@spanwright/core/kit';
import { SpanType } from '@spanwright/core/model';
import type OpenAI from 'openai';
import { adaptStream } from './adapt-call.ts';
import { messageAttributes } from './call-attributes.ts';
import { CompletionsReducer } from './completions-reducer.ts';
import { modelCall } from './model-call.ts';

/** How the legacy `completions.create` is recorded: the whole request, the whole completion, streamed or not. */
export const completions: CallReader<readonly unknown[], OpenAI.Completion, OpenAI.Completion> = {
  ...modelCall,
  spanType: SpanType.LLM,
  name: 'Completions',
  adapt: adaptStream,
  attributes: messageAttributes,
  reduce: () => new CompletionsReducer(),
};
