import type { CallReader } from '@spanwright/core/kit';
import { SpanType } from '@spanwright/core/model';
import type OpenAI from 'openai';
import { chatAttributes } from './call-attributes.ts';
import { rememberingJob } from './jobs.ts';
import { modelCall, modelCallOn, type PlainReader } from './model-call.ts';
import { ResponsesReducer } from './responses-reducer.ts';
import { isWireObject } from './wire.ts';

type ResponsesReader = CallReader<readonly unknown[], OpenAI.Responses.Response, OpenAI.Responses.ResponseStreamEvent>;

type BetaReader = CallReader<readonly unknown[], never, never>;

/** How `responses.create` is recorded: the whole request, the whole response, streamed or not. */
export const responses: ResponsesReader = {
  ...modelCall,
  spanType: SpanType.CHAT_MODEL,
  name: 'Responses',
  outputs: rememberingJob,
  attributes: chatAttributes,
  reduce: () => new ResponsesReducer(),
};

/** How `responses.compact` is recorded: a model call that returns the shortened conversation. */
export const compactedResponses: PlainReader = {
  ...modelCall,
  spanType: SpanType.CHAT_MODEL,
  name: 'Responses',
  attributes: chatAttributes,
};

/**
 * How `responses.retrieve` is recorded where it continues the stream of a response that runs in the background. Asking
 * for a response that is there already, or how far it is, calls no model and is not recorded.
 */
export const retrievedResponses: ResponsesReader = {
  ...responses,
  ...modelCallOn('response_id'),
  attributes: chatAttributes,
  applies: (_self, [, query]) => isWireObject(query) && query['stream'] === true,
};

/** The same methods of `beta.responses`, whose types differ and whose data do not. */
export const betaResponses: BetaReader = responses as BetaReader;
/** See `betaResponses`. */
export const retrievedBetaResponses: BetaReader = retrievedResponses as BetaReader;
