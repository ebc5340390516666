import { type CallReader, callInProgress } from '@spanwright/core/kit';
import { SpanType } from '@spanwright/core/model';
import { adaptCall } from './adapt-call.ts';
import { baseUrlOf, chatAttributes } from './call-attributes.ts';
import { modelCall } from './model-call.ts';
import { OtherReducer } from './other-reducer.ts';
import { isWireObject } from './wire.ts';

/** What names a model without calling it: things that are made, settings, and jobs that run elsewhere. */
const NO_MODEL_CALLS =
  /^\/(assistants|agents|chatkit|containers|conversations|evals|files|fine_tuning|live|realtime|responses\/input_tokens|skills|threads$|uploads|vector_stores)/;

/**
 * How a request is recorded that names a model and that no method which is recorded by itself sends: an endpoint of a
 * newer version, or one that the program calls by `client.post()`.
 */
export const otherCalls: CallReader = {
  ...modelCall,
  spanType: SpanType.LLM,
  name: 'post',
  applies: (_client, [path, options]) => callInProgress() === undefined && callsModel(path, options),
  details: (_client, [path]) => ({ name: `POST ${String(path)}` }),
  inputs: ([, options]) => bodyOf(options),
  receiver: (client) => baseUrlOf({ _client: client }),
  adapt: (call) => adaptCall({ ...call, self: { _client: call.self } }, 1),
  attributes: chatAttributes,
  reduce: () => new OtherReducer(),
};

function callsModel(path: unknown, options: unknown): boolean {
  const body = bodyOf(options);
  if (typeof path !== 'string' || NO_MODEL_CALLS.test(path)) return false;
  return isWireObject(body) && typeof body['model'] === 'string';
}

/** Uploads are put together later: they name their model where nobody can see it yet. */
function bodyOf(options: unknown): unknown {
  return isWireObject(options) ? options['body'] : undefined;
}
