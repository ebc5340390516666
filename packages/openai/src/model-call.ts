import type { CallReader } from '@spanwright/core/kit';
import { adaptCall } from './adapt-call.ts';
import { baseUrlOf, callAttributes } from './call-attributes.ts';
import { errorAttributesOf } from './error-attributes.ts';
import { failureOf } from './failure.ts';
import { usageOf } from './usage.ts';

/** How a call that never streams is recorded. */
export type PlainReader = Omit<CallReader, 'reduce'>;

type Shared = 'inputs' | 'receiver' | 'failure' | 'errorAttributes' | 'usage' | 'attributes' | 'adapt';

/** What every call of a model has in common, for `(body, options)` methods: the whole request and the whole answer. */
export const modelCall: Required<Pick<CallReader, Shared>> = {
  inputs: ([body]) => body,
  adapt: (call) => adaptCall(call, 1),
  receiver: baseUrlOf,
  failure: failureOf,
  errorAttributes: errorAttributesOf,
  usage: usageOf,
  attributes: callAttributes,
};

/** The same for `(id, body, options)` methods; the id is recorded as a field of the request. */
export function modelCallOn(idName: string): typeof modelCall {
  return {
    ...modelCall,
    inputs: ([id, body]) => ({ [idName]: id, ...(body as object | undefined) }),
    adapt: (call) => adaptCall(call, 2),
  };
}
