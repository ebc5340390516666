import { describe, expect, it } from '@jest/globals';
import { runInNewContext } from 'node:vm';
import { snapshot } from '../src/capture/snapshot.ts';
import { limits } from '../src/limits.ts';

const copyOf = (value: unknown): unknown => snapshot(value).value;

describe('a recorded value', () => {
  it('does not change when the program changes the original', () => {
    const body = { messages: [{ role: 'user', content: 'hello' }] };
    const copy = copyOf(body);
    body.messages.push({ role: 'user', content: 'again' });
    body.messages[0]!.content = 'changed';
    expect(copy).toEqual({ messages: [{ role: 'user', content: 'hello' }] });
  });

  it('shares strings instead of copying them', () => {
    const text = 'x'.repeat(1_000_000);
    expect((copyOf({ text }) as { text: string }).text).toBe(text);
  });

  it('keeps falsy values and leaves undefined properties out, as JSON does', () => {
    expect(copyOf({ a: 0, b: '', c: false, d: null, e: undefined, f: [], g: [undefined] })).toEqual({
      a: 0,
      b: '',
      c: false,
      d: null,
      f: [],
      g: [null],
    });
  });

  it('keeps what objects of another realm hold, such as those of a `vm` context', () => {
    const foreign: unknown = runInNewContext(
      "({ e: new TypeError('no'), m: new Map([['a', 1]]), s: new Set([2]), r: /x/g, p: Promise.resolve(), d: new Date(0) })",
    );
    expect(copyOf(foreign)).toEqual({
      e: { name: 'TypeError', message: 'no' },
      m: { a: 1 },
      s: [2],
      r: '/x/g',
      p: '[Promise]',
      d: '1970-01-01T00:00:00.000Z',
    });
  });

  it('keeps the value in a boxed one, as JSON does', () => {
    expect(copyOf([Object(true), Object(1n), Object('text')])).toEqual([true, '1', 'text']);
  });

  it('describes a cycle in words', () => {
    const loop: Record<string, unknown> = { name: 'loop' };
    loop['self'] = loop;
    expect(copyOf(loop)).toEqual({ name: 'loop', self: '[Circular]' });
  });

  it('shows one object in two places twice, not as a cycle', () => {
    const shared = { a: 1 };
    expect(copyOf([shared, shared])).toEqual([{ a: 1 }, { a: 1 }]);
  });

  it('loses only the property whose getter throws', () => {
    const value = {
      fine: 1,
      get broken(): string {
        throw new Error('no');
      },
    };
    expect(copyOf(value)).toEqual({ fine: 1, broken: '[Unreadable: no]' });
  });

  it('survives a toJSON that throws and a proxy that throws at everything', () => {
    const throwing = {
      toJSON: () => {
        throw new Error('no');
      },
    };
    const hostile = new Proxy(
      {},
      {
        ownKeys: () => {
          throw new Error('no');
        },
        getPrototypeOf: () => {
          throw new Error('no');
        },
      },
    );
    expect(copyOf([throwing, hostile])).toEqual(['[Unreadable]', '[Unreadable]']);
  });

  it('describes what JSON does not know', () => {
    class Point {
      x = 1;
    }
    const named = Object.assign(new TypeError('wrong'), { status: 400 });
    expect(
      copyOf({
        big: 12345678901234567890n,
        nan: Number.NaN,
        date: new Date('2026-01-02T03:04:05Z'),
        map: new Map([['a', 1]]),
        pairs: new Map([[1, 'a']]),
        set: new Set([1, 2]),
        regexp: /a+/g,
        url: new URL('https://example.com/a'),
        bytes: Buffer.from('abc'),
        error: named,
        instance: new Point(),
        fn: function weather() {},
        symbol: Symbol('s'),
        promise: Promise.resolve(1),
        json: { toJSON: () => ({ short: true }) },
      }),
    ).toEqual({
      big: '12345678901234567890',
      nan: 'NaN',
      date: '2026-01-02T03:04:05.000Z',
      map: { a: 1 },
      pairs: [[1, 'a']],
      set: [1, 2],
      regexp: '/a+/g',
      url: 'https://example.com/a',
      bytes: '[Buffer 3 bytes]',
      error: { name: 'TypeError', message: 'wrong', status: 400 },
      instance: { x: 1 },
      fn: '[Function weather]',
      symbol: 'Symbol(s)',
      promise: '[Promise]',
      json: { short: true },
    });
  });

  it('keeps a property called __proto__ a property', () => {
    const copy = copyOf(JSON.parse('{"__proto__":{"polluted":true}}')) as object;
    expect(Object.keys(copy)).toEqual(['__proto__']);
    expect((copy as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it('is bounded in length, depth and number of values', () => {
    const long = copyOf('x'.repeat(limits.stringChars + 10)) as string;
    expect(long.endsWith(`[cut: ${limits.stringChars + 10} characters in all]`)).toBe(true);

    let deep: unknown = 'bottom';
    for (let level = 0; level < 10_000; level += 1) deep = [deep];
    expect(JSON.stringify(copyOf(deep))).toContain('[Nested too deep]');

    const many = copyOf(Array.from({ length: limits.snapshotNodes + 50 }, () => ({}))) as unknown[];
    expect(many.length).toBeLessThanOrEqual(limits.snapshotNodes + 1);
    expect(many.at(-1)).toMatch(/more\]$/);
  });

  it('says how much of a list was left out, however short the list is', () => {
    const all = Array.from({ length: limits.snapshotValues }, () => 1);
    const copy = copyOf([all, 'a', 'b', 'c']) as unknown[];
    expect(copy.slice(1)).toEqual(['[3 more]']);
  });

  it('estimates the memory that it holds on to', () => {
    expect(snapshot({ text: 'x'.repeat(1000) }).bytes).toBeGreaterThanOrEqual(1000);
  });
});
