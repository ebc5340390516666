import { describe, expect, it } from '@jest/globals';
import { flush } from '../src/api/flush.ts';
import { startSpan, withSpan } from '../src/api/with-span.ts';
import { homeFolder } from '../src/environment/home-folder.ts';
import { setTraceExporter } from '../src/export/current-target.ts';
import { setLogger } from '../src/logger.ts';
import { TracingError, type TraceData } from '../src/model/index.ts';
import type { LiveSpan } from '../src/span/live-span.ts';
import { collect, CollectingExporter } from './collecting-exporter.ts';

const cyclic: { self?: unknown } = {};
cyclic.self = cyclic;

const noTexts: readonly (readonly [string, unknown])[] = [
  ['a symbol', Symbol('s')],
  ['a bigint', 10n],
  ['a function', () => 1],
  ['a cyclic object', cyclic],
  ['an object without a prototype', Object.create(null)],
];

const places: readonly (readonly [string, (span: LiveSpan, value: never) => unknown])[] = [
  ['name', (_span, name) => startSpan({ name }).end()],
  ['later name', (span, name) => span.updateName(name)],
  ['type', (_span, spanType) => startSpan({ spanType }).end()],
  ['later type', (span, value) => span.setSpanType(value)],
  ["status's message", (span, message) => span.setStatus({ code: 'ERROR', message })],
  ["event's name", (span, value) => span.addEvent({ name: value })],
  ['links', (span, value) => span.addLink(value).addLinks(value)],
  ['links at the start', (_span, links) => startSpan({ links }).end()],
  ['attributes', (span, value) => span.setAttributes(value)],
];

describe.each(noTexts)('%s', (_what, value) => {
  it.each(places)('as the %s of a span costs no trace', async (_place, use) => {
    setLogger({ warn: () => {}, info: () => {} });
    const [traced] = await collect(() => withSpan('around', (span) => void use(span, value as never)));
    setLogger();
    expect(traced?.data.spans).not.toHaveLength(0);
    expect(() => JSON.stringify(traced?.toJSON())).not.toThrow();
  });
});

describe('a span', () => {
  it("takes events as MLflow's SDKs have them", async () => {
    const [traced] = await collect(() =>
      withSpan('a', (span) => {
        span.addEvent({ name: 'found', attributes: { documents: 3 }, timestamp: 1_700_000_000_000_000_001n });
      }),
    );
    expect(traced?.data.spans[0]?.events).toEqual([
      { name: 'found', attributes: { documents: 3 }, timeNs: 1_700_000_000_000_000_001n },
    ]);
  });

  it('starts without a name, too', async () => {
    const [traced] = await collect(() => startSpan().end());
    expect(traced?.data.spans[0]?.name).toBe('span');
  });

  it.each([
    ['a text', 'b1'],
    ['an empty object', {}],
    ['a symbol', Symbol('s')],
  ])('refuses %s as its parent, naming what can be one', (_what, parent) => {
    expect(() => startSpan({ parent: parent as never })).toThrow(/`parent` must be a span that startSpan\(\)/);
  });

  it.each([undefined, null, 'done', 7])('refuses %p as its status, naming those that exist', async (status) => {
    await collect(() => {
      expect(() => startSpan('a').setStatus(status as never)).toThrow(/use one of UNSET, OK, ERROR/);
    });
  });
});

it('withSpan() without a function says that it needs one', () => {
  expect(() => withSpan('a', undefined as never)).toThrow(
    new TracingError('INVALID_PARAMETER_VALUE', 'withSpan() needs a function to run, got undefined.'),
  );
});

it('a trace that its target cannot take costs none of those beside it', async () => {
  setLogger({ warn: () => {}, info: () => {} });
  const taken: string[] = [];
  setTraceExporter({
    export: async (traces: readonly TraceData[]) => {
      const names = traces.flatMap(({ spans }) => spans.map(({ name }) => name));
      if (names.includes('bad')) throw new TracingError('INVALID_PARAMETER_VALUE', 'not plain data');
      taken.push(...names);
    },
    close: async () => {},
  });
  for (const name of ['one', 'bad', 'two']) startSpan(name).end();
  await flush();
  setTraceExporter(new CollectingExporter());
  setLogger();
  expect(taken).toEqual(['one', 'two']);
});

describe("the user's home folder", () => {
  it('is what HOME says', () => {
    expect(homeFolder({ HOME: '/ada' })).toBe('/ada');
  });

  it('is `/` for a user of a container who has neither', () => {
    const os = process.getBuiltinModule('node:os');
    const { homedir } = os;
    os.homedir = () => {
      throw new Error('uv_os_homedir returned ENOENT');
    };
    try {
      expect(homeFolder({})).toBe('/');
    } finally {
      os.homedir = homedir;
    }
  });
});
