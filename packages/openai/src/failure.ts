import type { CallFailure } from '@spanwright/core/kit';
import { isWireObject } from './wire.ts';

/**
 * The failure that an answer carries though its status is 200: a response that `failed`, or an `error` that a gateway
 * puts in the body or in the last chunk.
 */
export function failureOf(answer: unknown): CallFailure | undefined {
  if (!isWireObject(answer)) return undefined;
  const { error, status } = answer;
  if (isWireObject(error)) return describe(error);
  if (typeof error === 'string') return { message: error };
  return status === 'failed' ? { message: 'the response failed' } : undefined;
}

function describe({ code, type, message }: Record<string, unknown>): CallFailure {
  const kind = [code, type].find((word) => typeof word === 'string');
  return {
    ...(typeof kind === 'string' && { type: kind }),
    message: typeof message === 'string' ? message : 'the provider reported an error',
  };
}
