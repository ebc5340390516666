import { describe, expect, it } from '@jest/globals';
import { tracer } from '@spanwright/core/kit';
import { recordSteps } from '../src/steps/record-steps.ts';

describe('steps that are recorded', () => {
  it('are left as they are where they are no generator', () => {
    const iterable = { [Symbol.asyncIterator]: () => ({ next: async () => ({ done: true, value: undefined }) }) };
    const begin = (): undefined => undefined;
    expect(recordSteps(iterable, tracer, { begin })).toBe(iterable);
    expect(Object.getOwnPropertyNames(iterable)).toEqual([]);
  });
});
