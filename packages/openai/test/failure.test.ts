import { describe, expect, it } from '@jest/globals';
import { failureOf } from '../src/failure.ts';

describe('an answer with status 200', () => {
  it.each([
    [
      { status: 'failed', error: { code: 'server_error', message: 'broke' } },
      { type: 'server_error', message: 'broke' },
    ],
    [{ status: 'failed', error: null }, { message: 'the response failed' }],
    [{ error: { type: 'overloaded', message: 'busy' } }, { type: 'overloaded', message: 'busy' }],
    [{ error: 'no such model' }, { message: 'no such model' }],
    [{ error: {} }, { message: 'the provider reported an error' }],
  ])('that carries a failure is a failure: %j', (answer, failure) => {
    expect(failureOf(answer)).toEqual(failure);
  });

  it.each([
    [{ status: 'completed', error: null }],
    [{ status: 'incomplete' }],
    [{ choices: [] }],
    [undefined],
    ['text'],
  ])('is none otherwise: %j', (answer) => {
    expect(failureOf(answer)).toBeUndefined();
  });
});
