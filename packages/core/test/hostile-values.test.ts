import { describe, expect, it } from '@jest/globals';
import { trace } from '../src/api/trace.ts';
import { startSpan, withSpan } from '../src/api/with-span.ts';
import { snapshot } from '../src/capture/snapshot.ts';
import { setTraceExporter } from '../src/export/current-target.ts';
import { flush } from '../src/api/flush.ts';
import { limits } from '../src/limits.ts';
import { setLogger } from '../src/logger.ts';
import { collect, CollectingExporter } from './collecting-exporter.ts';

const refuse = (): never => {
  throw new Error('refused');
};

/** Throws wherever it is looked at. */
const guardedProxy = (): object =>
  new Proxy(
    {},
    { get: refuse, has: refuse, ownKeys: refuse, getPrototypeOf: refuse, getOwnPropertyDescriptor: refuse },
  );

function revokedProxy(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

function nestedList(depth: number): unknown {
  let value: unknown = [];
  for (let level = 0; level < depth; level += 1) value = [value];
  return value;
}

const hostile: readonly (readonly [string, () => unknown])[] = [
  ['a proxy that refuses everything', guardedProxy],
  ['a revoked proxy', revokedProxy],
  ['a list nested 100,000 deep', () => nestedList(100_000)],
  ['a time that is none', () => new Date(Number.NaN)],
  ['NaN', () => Number.NaN],
  // oxlint-disable-next-line no-sparse-arrays -- what it is about
  ['a list with a hole', () => [, 1]],
  ['an error whose message throws', () => Object.defineProperty(new Error('x'), 'message', { get: refuse })],
  ['an error without a name', () => Object.assign(new Error('x'), { name: guardedProxy() })],
  ['null', () => null],
  ['a symbol', () => Symbol('s')],
];

describe.each(hostile)('with %s', (_title, make) => {
  it('events, exceptions and ends are recorded', async () => {
    const value = make();
    const [traced] = await collect(() => {
      const span = startSpan('a');
      span.addEvent('as attributes', value);
      span.addEvent('as a time', {}, value as Date);
      span.recordException(value, value as Date);
      span.end(value as Date);
    });
    expect(traced?.data.spans[0]?.events).toHaveLength(3);
    expect(traced?.data.spans[0]?.status.code).toBe('ERROR');
  });

  it('functions return and throw it as it is, and their spans end', async () => {
    const value = make();
    const throws = (): never => {
      throw value;
    };
    setLogger({ warn: () => {}, info: () => {} });
    const traces = await collect(() => {
      expect(Object.is(trace(() => value)(), value)).toBe(true);
      expect(
        Object.is(
          withSpan('b', () => value),
          value,
        ),
      ).toBe(true);
      for (const work of [trace(throws), () => withSpan('d', throws)]) {
        let thrown: unknown;
        try {
          work();
        } catch (error) {
          thrown = error;
        }
        expect(Object.is(thrown, value)).toBe(true);
      }
    });
    setLogger();
    expect(traces.map(({ data }) => data.spans[0]?.status.code)).toEqual(['OK', 'OK', 'ERROR', 'ERROR']);
  });
});

describe('a snapshot', () => {
  it('is bounded in plain values too, holes among them', () => {
    const { list, after, ...rest } = snapshot({ list: Object.assign([], { length: 100_000_000 }), after: 1 })
      .value as Record<string, unknown[]>;
    expect(list).toHaveLength(limits.snapshotValues);
    expect(list?.at(-1)).toMatch(/^\[\d+ more\]$/);
    expect([after, rest]).toEqual([undefined, { '…': '[more]' }]);
  });
});

describe('times that are no bigint', () => {
  it('are read where they can be, and are now where they cannot', async () => {
    const traces = await collect(() => {
      startSpan({ name: 'number', startTimeNs: 5e18 as never }).end({ endTimeNs: 6e18 as never });
      startSpan({ name: 'text', startTimeNs: 'noon' as never }).end({ endTimeNs: Number.NaN as never });
    });
    const [number, text] = traces.map(({ data }) => data.spans[0]);
    expect([number?.startTimeNs, number?.endTimeNs]).toEqual([5n * 10n ** 18n, 6n * 10n ** 18n]);
    expect(text?.endTimeNs).toBeGreaterThanOrEqual(text?.startTimeNs ?? 0n);
  });
});

describe('a trace that cannot be made', () => {
  it('is left out with a message, and the next ones are stored', async () => {
    const said: string[] = [];
    setLogger({ warn: (message) => said.push(message), info: () => {} });
    const exporter = new CollectingExporter();
    setTraceExporter(exporter);
    const broken = startSpan('broken');
    Object.defineProperty(broken.trace, 'notes', { get: refuse });
    broken.end();
    withSpan('next', () => 1);
    await flush();
    setTraceExporter(new CollectingExporter());
    setLogger();
    expect(exporter.spans.map(({ name }) => name)).toEqual(['next']);
    expect(said.join('\n')).toContain('recording a trace');
  });
});
