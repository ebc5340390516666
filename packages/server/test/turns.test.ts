import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { limits } from '../src/limits.ts';
import { Turns } from '../src/otlp/turns.ts';

const LARGE = limits.decodedBytes + 1;

/** Requests of these sizes, each of which ends when it is told to; `begun` names those that work. */
function requests(sizes: readonly number[]) {
  const turns = new Turns();
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const results = sizes.map((size, n) =>
    turns.take(size, async () => {
      begun.push(n);
      await new Promise<void>((end) => (ends[n] = end));
      return n;
    }),
  );
  return { begun, results, end: (n: number): Promise<void> => (ends[n]?.(), turn()) };
}

describe('turns of requests with traces', () => {
  it('are two at a time where much has come, in the order of their coming', async () => {
    const { begun, results, end } = requests([LARGE, LARGE, LARGE, LARGE, LARGE]);
    await turn();
    expect(begun).toEqual([0, 1]);
    await end(1);
    expect(begun).toEqual([0, 1, 2]);
    await end(0);
    await end(2);
    expect(begun).toEqual([0, 1, 2, 3, 4]);
    await end(3);
    await end(4);
    expect(await Promise.all(results)).toEqual([0, 1, 2, 3, 4]);
  });

  it('are many at a time where little has come, which is committed together', async () => {
    const sizes = Array.from({ length: 50 }, () => 1000);
    const { begun } = requests(sizes);
    await turn();
    expect(begun).toHaveLength(50);
  });

  it('are given on where one fails', async () => {
    const turns = new Turns();
    const fail = () => turns.take(LARGE, () => Promise.reject(new Error('malformed')));
    const failures = await Promise.allSettled([fail(), fail(), fail(), fail()]);
    expect(failures.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected', 'rejected']);
    expect(await turns.take(LARGE, () => Promise.resolve('stored'))).toBe('stored');
  });
});
