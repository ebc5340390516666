import { afterEach, describe, expect } from '@jest/globals';
import { startSpan, trace, withSpan } from '../../src/index.ts';
import { setSamplingRatio } from '../../src/sampling/sampling-ratio.ts';
import { type Case, conforms, conformsOnce } from './support/conforms.ts';
import { namesOf } from './support/spans.ts';

afterEach(() => setSamplingRatio(undefined));

const answer = (of: Case, samplingRatioOverride?: number, name = 'answer') =>
  trace((n: number) => of.give(() => n), {
    name,
    ...(samplingRatioOverride !== undefined && { samplingRatioOverride }),
  });

async function callsOf(fn: (n: number) => unknown, times: number): Promise<void> {
  for (let n = 0; n < times; n += 1) expect(await fn(n)).toBe(n);
}

/** Yields what a call of `inside` gives, as a generator of the mode's kind. */
const stream = (of: Case, samplingRatioOverride: number, inside: () => unknown) =>
  of.mode.calls === 'sync'
    ? trace(
        function* stream() {
          yield inside();
        },
        { samplingRatioOverride },
      )
    : trace(
        async function* stream() {
          yield await inside();
        },
        { samplingRatioOverride },
      );

describe('a ratio of its own', () => {
  conformsOnce(22, 'outside of 0 to 1 is refused where it is given', () => {
    for (const ratio of [-0.1, 1.1, -1, 2, 100])
      expect(() => trace(() => 1, { samplingRatioOverride: ratio })).toThrow('must be a number from 0 to 1');
  });

  conforms(23, 'decides how many calls are recorded, and never what they give', async (of) => {
    await callsOf(answer(of, 0), 10);
    expect(await of.traces()).toHaveLength(0);
    await callsOf(answer(of, 1), 10);
    expect(await of.traces()).toHaveLength(10);
    await callsOf(answer(of, 0.5), 100);
    const half = (await of.traces()).length - 10;
    expect(half).toBeGreaterThanOrEqual(25);
    expect(half).toBeLessThanOrEqual(75);
  });

  conforms(24, 'counts for roots alone: a child is recorded, or not, with its parent', async (of) => {
    const never = answer(of, 0, 'never');
    const always = answer(of, 1, 'always');
    const kept = trace(() => never(1), { name: 'kept', samplingRatioOverride: 1 });
    const dropped = trace(() => always(2), { name: 'dropped', samplingRatioOverride: 0 });
    expect([await kept(), await dropped()]).toEqual([1, 2]);
    expect(namesOf(await of.trace())).toEqual(['kept', 'never']);
  });

  conforms(25, 'wins over the one for all', async (of) => {
    setSamplingRatio(0);
    await callsOf(answer(of), 3);
    await callsOf(answer(of, 1, 'always'), 3);
    expect((await of.traces()).flatMap(namesOf)).toEqual(['always', 'always', 'always']);
  });

  conforms(26, 'counts for generators as it does for functions, and for what they call', async (of) => {
    const always = answer(of, 1, 'always');
    const never = answer(of, 0, 'never');
    const consume = async (run: Iterable<unknown> | AsyncIterable<unknown>, expected: unknown) => {
      const got: unknown[] = [];
      for await (const item of run) got.push(item);
      expect(got).toEqual([expected]);
    };
    await consume(stream(of, 0, () => always(1))(), 1);
    expect(await of.traces()).toEqual([]);
    await consume(stream(of, 1, () => never(2))(), 2);
    expect(namesOf(await of.trace())).toEqual(['stream', 'never']);
  });

  conforms(27, 'of a child does not bring it back where its parent, not active, was left out', async (of) => {
    setSamplingRatio(0);
    const parent = startSpan('parent');
    const child = startSpan({ name: 'child', parent });
    child.end();
    parent.end();
    await withSpan({ name: 'scope', parent }, () => answer(of, 1)(1));
    expect(await of.traces()).toEqual([]);
  });
});

describe('a ratio for all', () => {
  conforms(128, 'of 1 records everything, of 0 nothing, of a half about half', async (of) => {
    const ask = answer(of);
    setSamplingRatio(1);
    await callsOf(ask, 10);
    expect(await of.traces()).toHaveLength(10);
    setSamplingRatio(0);
    await callsOf(ask, 10);
    expect(await of.traces()).toHaveLength(10);
    setSamplingRatio(0.5);
    await callsOf(ask, 100);
    const half = (await of.traces()).length - 10;
    expect(half).toBeGreaterThanOrEqual(25);
    expect(half).toBeLessThanOrEqual(75);
  });
});
