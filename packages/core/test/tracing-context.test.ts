import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  getCurrentActiveSpan,
  getTracingContextHeaders,
  setLogger,
  type Span,
  startSpan,
  type Trace,
  withSpan,
  withTracingContext,
} from '../src/index.ts';
import { collect } from './collecting-exporter.ts';

const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
const traceId = 'tr-0af7651916cd43dd8448eb211c80319c';
const parentId = 'b7ad6b7169203331';

const said: string[] = [];
beforeEach(() => {
  said.length = 0;
  setLogger({ warn: (message) => void said.push(message), info: () => {} });
});

const only = (traces: readonly Trace[]): Span => traces[0]?.data.spans[0] as Span;

describe('headers for another program', () => {
  it('hold a valid traceparent of the active span', async () => {
    const [trace] = await collect(() =>
      withSpan('client', (span) => {
        const header = `00-${span.traceId.slice(3)}-${span.spanId}-01`;
        expect(getTracingContextHeaders()).toEqual({ traceparent: header });
      }),
    );
    expect(trace?.info.traceId).toMatch(/^tr-[0-9a-f]{32}$/);
  });

  it('are none where no span is active, which is said', () => {
    expect(getTracingContextHeaders()).toEqual({});
    expect(said).toEqual([expect.stringContaining('no span is active')]);
  });

  it('pass on what came in where no span was started since', () => {
    withTracingContext({ traceparent }, () => expect(getTracingContextHeaders()).toEqual({ traceparent }));
  });
});

describe('a trace that began elsewhere', () => {
  it('is continued: the first span is a child of the sender, and no span is active before', async () => {
    const traces = await collect(() =>
      withTracingContext({ traceparent }, () => {
        expect(getCurrentActiveSpan()).toBeUndefined();
        withSpan('server', () => startSpan('inner').end());
      }),
    );
    expect(traces).toHaveLength(1);
    const [server, inner] = [...(traces[0]?.data.spans ?? [])];
    expect(traces[0]?.info).toMatchObject({ traceId, partial: true });
    expect([server?.name, server?.traceId, server?.parentId]).toEqual(['server', traceId, parentId]);
    expect([inner?.name, inner?.traceId, inner?.parentId]).toEqual(['inner', traceId, server?.spanId]);
  });

  it('is continued across promises', async () => {
    const traces = await collect(() =>
      withTracingContext({ traceparent }, async () => {
        await Promise.resolve();
        startSpan('late').end();
      }),
    );
    expect(only(traces).parentId).toBe(parentId);
  });

  it.each<[string, object]>([
    ['a plain object', { traceparent }],
    ['capital letters', { Traceparent: traceparent }],
    ['Headers', new Headers({ traceparent })],
    ['a Map', new Map([['traceparent', traceparent]])],
    ['a list of values', { traceparent: [traceparent] }],
    ['a later version with more fields', { traceparent: `01-${traceparent.slice(3)}-more` }],
  ])('is read from %s', async (_, headers) => {
    expect(only(await collect(() => withTracingContext(headers as never, () => startSpan('x').end()))).traceId).toBe(
      traceId,
    );
  });

  it.each<[string, object, RegExp]>([
    ['no headers at all', undefined as never, /has no traceparent header/],
    ['none', {}, /has no traceparent header.*getTracingContextHeaders/],
    ['a short id', { traceparent: '00-0af7-b7ad6b7169203331-01' }, /not valid: "00-0af7/],
    ['an id of zeros', { traceparent: `00-${'0'.repeat(32)}-b7ad6b7169203331-01` }, /not valid/],
    ['a forbidden version', { traceparent: `ff${traceparent.slice(2)}` }, /not valid/],
  ])('is refused with a traceparent like this: %s', (_, headers, message) => {
    let ran = false;
    expect(() => withTracingContext(headers as never, () => (ran = true))).toThrow(message);
    expect(ran).toBe(false);
  });

  it('that began in this process stays whole: the span of the way back is its child', async () => {
    const traces = await collect(() =>
      withSpan({ name: 'client', inputs: 'question' }, () => {
        withTracingContext(getTracingContextHeaders(), () => withSpan('server', () => {}));
        return 'answer';
      }),
    );
    expect(traces).toHaveLength(1);
    const [trace] = traces;
    expect(trace?.info).toMatchObject({ state: 'OK', tags: { 'mlflow.traceName': 'client' } });
    expect(trace?.info).not.toHaveProperty('partial');
    const client = trace?.searchSpans({ name: 'client' })[0];
    expect([client?.outputs, client?.parentId]).toEqual(['answer', undefined]);
    expect(trace?.searchSpans({ name: 'server' })[0]?.parentId).toBe(client?.spanId);
  });
});
