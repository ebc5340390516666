import type { CallReader } from '@spanwright/core/kit';
import { SpanType } from '@spanwright/core/model';
import type OpenAI from 'openai';
import { baseUrlOf, chatAttributes } from './call-attributes.ts';
import { ResponsesReducer } from './responses-reducer.ts';
import { failureOf } from './failure.ts';
import { usageOf } from './usage.ts';

/** How `responses.create` is recorded: the whole request, the whole response, streamed or not. */
export const responses: CallReader<
  readonly unknown[],
  OpenAI.Responses.Response,
  OpenAI.Responses.ResponseStreamEvent
> = {
  spanType: SpanType.CHAT_MODEL,
  name: 'Responses',
  inputs: ([body]) => body,
  receiver: baseUrlOf,
  failure: failureOf,
  usage: usageOf,
  attributes: chatAttributes,
  reduce: () => new ResponsesReducer(),
};
