import { describe, expect, it } from '@jest/globals';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { getCurrentActiveSpan, startSpan, trace, type Trace, withSpan } from '../src/index.ts';
import { limits } from '../src/limits.ts';
import { collect } from './collecting-exporter.ts';

const only = async (work: () => unknown): Promise<Trace> => {
  const traces = await collect(work);
  expect(traces).toHaveLength(1);
  return traces[0] as Trace;
};
const tick = (): Promise<unknown> => new Promise((resolve) => setImmediate(resolve));

const count = trace(function* count(n: number): Generator<number, string, string | undefined> {
  for (let i = 0; i < n; i += 1) if ((yield i) === 'stop') return 'stopped';
  return 'done';
});

describe('a traced generator', () => {
  it('is the object that the generator function made, down to its prototype', () => {
    const traced = count(1);
    expect(Object.getPrototypeOf(traced)).toBe(count.prototype);
    expect(traced[Symbol.iterator]()).toBe(traced);
    expect([Object.keys(traced), Object.prototype.toString.call(traced)]).toEqual([[], '[object Generator]']);
    expect(Object.prototype.toString.call(count)).toBe('[object GeneratorFunction]');
  });

  it('takes and gives values as it did: sent values, return value, further steps', async () => {
    await only(() => {
      const run = count(5);
      expect([run.next(), run.next(), run.next('stop'), run.next()]).toEqual([
        { done: false, value: 0 },
        { done: false, value: 1 },
        { done: true, value: 'stopped' },
        { done: true, value: undefined },
      ]);
    });
  });

  it('is active in its body alone, across its awaits, and leaves what consumes it alone', async () => {
    const seen: unknown[] = [];
    const steps = trace(async function* steps() {
      for (const name of ['a', 'b']) {
        await tick();
        seen.push(getCurrentActiveSpan()?.name);
        startSpan(name).end();
        yield name;
        await tick();
      }
    });
    const traced = await only(() =>
      withSpan('consumer', async () => {
        for await (const name of steps()) {
          await tick();
          seen.push(getCurrentActiveSpan()?.name);
          startSpan(`of ${name}`).end();
        }
        seen.push(getCurrentActiveSpan()?.name);
      }),
    );
    expect(seen).toEqual(['steps', 'consumer', 'steps', 'consumer', 'consumer']);
    const parents = traced.data.spans.map(({ name, parentId }) => [
      name,
      traced.data.spans.find(({ spanId }) => spanId === parentId)?.name,
    ]);
    expect(Object.fromEntries(parents)).toEqual({
      consumer: undefined,
      steps: 'consumer',
      a: 'steps',
      b: 'steps',
      'of a': 'consumer',
      'of b': 'consumer',
    });
  });

  it('keeps two that are consumed by turns apart', async () => {
    const inner = trace(function inner(of: string) {
      return of;
    });
    const outer = trace(function* outer(of: string) {
      yield inner(of);
      yield inner(of);
    });
    const traces = await collect(() => {
      const a = outer('a');
      const b = outer('b');
      for (const run of [a, b, b, a, a, b]) run.next();
    });
    const outputs = traces.map(({ data }) => data.spans.map((span) => span.outputs));
    expect(outputs).toEqual([
      expect.arrayContaining(['a', 'a', ['a', 'a']]),
      expect.arrayContaining(['b', 'b', ['b', 'b']]),
    ]);
  });

  it('records what the clean-up does when the consumer leaves early, and what was yielded before', async () => {
    const open = trace(async function* open() {
      try {
        yield 1;
        yield 2;
      } finally {
        await tick();
        startSpan('clean-up').end();
      }
    });
    const traced = await only(async () => {
      for await (const value of open()) if (value === 1) break;
    });
    expect(traced.data.response).toEqual([1]);
    expect(traced.info.state).toBe('OK');
    expect(traced.searchSpans({ name: 'open' })[0]?.attributes['spanwright.endReason']).toBe('break');
    expect(traced.searchSpans({ name: 'clean-up' })).toHaveLength(1);
  });

  it('goes on when it catches what the consumer throws into it', async () => {
    const stubborn = trace(function* stubborn() {
      try {
        yield 1;
      } catch {
        yield 2;
      }
    });
    const traced = await only(() => {
      const run = stubborn();
      run.next();
      expect(run.throw(new Error('no'))).toEqual({ done: false, value: 2 });
      expect(run.next().done).toBe(true);
    });
    expect([traced.info.state, traced.data.response]).toEqual(['OK', [1, 2]]);
  });

  it('is not recorded when it is never begun', async () => {
    expect(
      await collect(() => {
        count(3);
        expect(count(3).return('x')).toEqual({ done: true, value: 'x' });
        expect(() => count(3).throw(new Error('no'))).toThrow('no');
      }),
    ).toEqual([]);
  });

  it('ends its span once it was dropped half-way and collected', async () => {
    setFlagsFromString('--expose-gc');
    const collectGarbage = runInNewContext('gc') as () => void;
    const traced = await only(async () => {
      (() => void count(3).next())();
      for (let round = 0; round < 20; round += 1) {
        await tick();
        collectGarbage();
      }
    });
    expect(traced.data.response).toEqual([0]);
    expect(traced.data.spans[0]?.attributes['spanwright.endReason']).toBe('unread');
  });

  it('keeps a bounded part of what it yields, and passes everything on', async () => {
    const many = limits.yieldedItems + 5;
    const traced = await only(() => expect([...count(many)]).toHaveLength(many));
    const recorded = traced.data.response as unknown[];
    expect([recorded.length, recorded.at(-1)]).toEqual([limits.yieldedItems + 1, '[5 more]']);
    expect(traced.data.spans[0]?.events.length).toBeLessThan(limits.eventsPerSpan);
  });

  it('shows items as they were when they were yielded', async () => {
    const traced = await only(() => {
      const same = { n: 0 };
      const mutating = trace(function* mutating() {
        for (; same.n < 3; same.n += 1) yield same;
      });
      for (const _ of mutating());
    });
    expect(traced.data.response).toEqual([{ n: 0 }, { n: 1 }, { n: 2 }]);
  });

  it.each([
    ['an arrow function that hands one on', (n: number) => count(n)],
    [
      'a function that a compiler made of one',
      (n: number) => {
        const items = [...Array(n).keys()];
        const step = () => ({ done: items.length === 0, value: items.shift() });
        return { next: step, return: step, throw: step, [Symbol.iterator]: () => count(n) };
      },
    ],
  ])('is recorded from %s, too', async (_, make) => {
    const traces = await collect(() => {
      const run = trace(make)(2);
      while (!run.next().done);
    });
    expect(traces[0]?.info.executionDurationMs).toBeDefined();
    expect(traces[0]?.data.response).toEqual([0, 1]);
  });
});
