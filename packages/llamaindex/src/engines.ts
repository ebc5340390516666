import type { CallReader } from '@spanwright/core/kit';
import { SpanType } from '@spanwright/core/model';
import { named } from './class-name.ts';
import { documentsIn } from './documents.ts';
import { engineOutputs, engineReducer } from './engine-response.ts';
import { type EngineResponse, isObject } from './library.ts';

type EngineReader = CallReader<readonly unknown[], EngineResponse, EngineResponse>;

const engine = {
  spanType: SpanType.CHAIN,
  scope: true,
  outputs: engineOutputs,
  reduce: engineReducer,
} as const satisfies Partial<EngineReader>;

/** How `query` of every query engine is recorded. */
export const query: EngineReader = {
  ...engine,
  name: 'query',
  details: named('query'),
  inputs: ([params]) => params,
};

/** How `chat` of chat engines is recorded; the history is in the call of the model. */
export const chatEngine: EngineReader = {
  ...engine,
  name: 'chat',
  details: named('chat'),
  inputs: ([params]) => {
    if (!isObject(params)) return params;
    const { message, stream } = params;
    return { message, ...(stream !== undefined && { stream }) };
  },
};

/** How `chat` of the library's older agents is recorded. */
export const agentChat: EngineReader = { ...chatEngine, spanType: SpanType.AGENT };

/** How `synthesize` of every response synthesizer is recorded. */
export const synthesize: EngineReader = {
  ...engine,
  name: 'synthesize',
  details: named('synthesize'),
  inputs: ([params, stream]) =>
    isObject(params) ? { ...params, nodes: documentsIn(params['nodes']), ...(stream === true && { stream }) } : params,
};
