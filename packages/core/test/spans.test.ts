import { afterEach, describe, expect, it } from '@jest/globals';
import { getCurrentActiveSpan, getLastActiveTraceId } from '../src/api/current.ts';
import { trace } from '../src/api/trace.ts';
import { startSpan, withSpan } from '../src/api/with-span.ts';
import { setLogger } from '../src/logger.ts';
import { SpanType, Trace, type Span } from '../src/model/index.ts';
import { setTracing } from '../src/tracer/tracer.ts';
import { collect } from './collecting-exporter.ts';

afterEach(() => {
  setTracing(true);
  setLogger();
});

const names = (spans: readonly Span[]): string[] => spans.map((span) => span.name);
const byName = (traced: Trace, name: string): Span => traced.searchSpans({ name })[0]!;
async function oneTrace(work: () => unknown): Promise<Trace> {
  const traces = await collect(work);
  expect(traces).toHaveLength(1);
  return traces[0]!;
}

describe('a traced function', () => {
  it('records arguments by name, the result, and calls inside as children', async () => {
    const double = trace(function double(x: number) {
      return x * 2;
    });
    const sum = trace(function sum(x: number, y: number) {
      return double(x) + y;
    });
    const traced = await oneTrace(() => expect(sum(2, 5)).toBe(9));
    expect(traced.data.request).toEqual({ x: 2, y: 5 });
    expect(traced.data.response).toBe(9);
    expect(byName(traced, 'double').parentId).toBe(byName(traced, 'sum').spanId);
    expect(byName(traced, 'double').inputs).toEqual({ x: 2 });
  });

  it('keeps name, arity, `this` and the exact result', () => {
    const traced = trace(function greet(this: { name: string }, greeting: string) {
      return `${greeting} ${this.name}`;
    });
    expect([traced.name, traced.length]).toEqual(['greet', 1]);
    expect(traced.call({ name: 'Ada' }, 'hello')).toBe('hello Ada');
  });

  it('works on builtins, whose parameters have no names', async () => {
    const traced = await oneTrace(() => expect(trace(Math.pow)(2, 10)).toBe(1024));
    expect(traced.data.request).toEqual([2, 10]);
  });

  it('throws the same error object and records it on every enclosing span', async () => {
    const failure = new TypeError('no such city');
    const inner = trace(function inner() {
      throw failure;
    });
    const outer = trace(async function outer() {
      return inner();
    });
    const traced = await oneTrace(() => expect(outer()).rejects.toBe(failure));
    expect(traced.info.state).toBe('ERROR');
    for (const span of traced.data.spans) {
      expect(span.status).toEqual({ code: 'ERROR', message: 'TypeError: no such city' });
      expect(span.events.map((event) => event.attributes['exception.type'])).toEqual(['TypeError']);
      expect(span.outputs).toBeUndefined();
    }
  });

  it('keeps concurrent calls apart', async () => {
    const step = trace(async function step(n: number) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      return n;
    });
    const traces = await collect(() => Promise.all([1, 2, 3].map((n) => withSpan(`root ${n}`, () => step(n)))));
    const found = traces.map(
      (traced) => `${traced.data.spans.length} spans in ${traced.info.tags['mlflow.traceName']}`,
    );
    expect(new Set(found)).toEqual(new Set(['2 spans in root 1', '2 spans in root 2', '2 spans in root 3']));
  });

  it('runs untraced while tracing is off', async () => {
    const traces = await collect(() => {
      setTracing(false);
      expect(trace((x: number) => x + 1)(1)).toBe(2);
    });
    expect(traces).toEqual([]);
  });

  it('returns promises of the class that the function returned', async () => {
    class Special extends Promise<number> {
      special = true;
    }
    const fn = trace(() => Special.resolve(1) as Special);
    const traced = await oneTrace(async () => {
      const promise = fn();
      expect(promise).toBeInstanceOf(Special);
      expect(await promise).toBe(1);
    });
    expect(traced.data.response).toBe(1);
  });
});

describe('withSpan', () => {
  it('makes the span active inside, and only inside', async () => {
    const traced = await oneTrace(() =>
      withSpan({ name: 'plan', spanType: SpanType.AGENT, inputs: { goal: 'eat' } }, async (span) => {
        await Promise.resolve();
        expect(getCurrentActiveSpan()).toBe(span);
        return 'done';
      }),
    );
    expect(getCurrentActiveSpan()).toBeUndefined();
    expect(getLastActiveTraceId()).toBe(traced.info.traceId);
    expect(traced.data.spans[0]!.spanType).toBe('AGENT');
    expect(traced.data.request).toEqual({ goal: 'eat' });
    expect(traced.data.response).toBe('done');
  });

  it("takes the callback first, as MLflow's TypeScript SDK does", async () => {
    const traced = await oneTrace(() => withSpan(() => 1, { name: 'first' }));
    expect(names(traced.data.spans)).toEqual(['first']);
  });

  it('prefers outputs that the callback set', async () => {
    const traced = await oneTrace(() => withSpan('x', (span) => void span.setOutputs({ kept: true })));
    expect(traced.data.response).toEqual({ kept: true });
  });
});

describe('startSpan', () => {
  it('is a child of the active span, and not active itself', async () => {
    const traced = await oneTrace(() =>
      withSpan('root', (root) => {
        const span = startSpan('child');
        expect(getCurrentActiveSpan()).toBe(root);
        span.end({ outputs: 1 });
      }),
    );
    expect(byName(traced, 'child').parentId).toBe(byName(traced, 'root').spanId);
  });

  it('takes times to the nanosecond', async () => {
    const start = 1_700_000_000_123_456_789n;
    const traced = await oneTrace(() => startSpan({ name: 'x', startTimeNs: start }).end({ endTimeNs: start + 1n }));
    const [span] = traced.data.spans;
    expect([span!.startTimeNs, span!.endTimeNs]).toEqual([start, start + 1n]);
  });

  it('ends once: a second end and later writes change nothing', async () => {
    const traced = await oneTrace(() => {
      const span = startSpan('x');
      span.end({ outputs: 'first' });
      span.end({ outputs: 'second' });
      span.setAttribute('late', 1).setOutputs('late').addEvent('late');
    });
    expect(traced.data.response).toBe('first');
    expect(traced.data.spans[0]!.attributes).not.toHaveProperty('late');
  });

  it('keeps falsy values', async () => {
    for (const value of [[], 0, false, '']) {
      const traced = await oneTrace(() => startSpan({ name: 'x', inputs: value }).end({ outputs: value }));
      expect([traced.data.request, traced.data.response]).toEqual([value, value]);
    }
  });

  it('rejects a status that does not exist, naming those that do', () => {
    expect(() => startSpan('x').setStatus('FINE' as never)).toThrow(
      'Invalid status FINE: use one of UNSET, OK, ERROR.',
    );
  });

  it('is an OpenTelemetry span', () => {
    const span = startSpan('x');
    expect(span.spanContext()).toEqual({ traceId: span.traceId.slice(3), spanId: span.spanId, traceFlags: 1 });
    expect(span.traceId).toMatch(/^tr-[0-9a-f]{32}$/);
    span.setStatus({ code: 2, message: 'bad' });
    expect(span.status).toEqual({ code: 'ERROR', message: 'bad' });
    span.end();
    expect(span.isRecording()).toBe(false);
  });
});

describe('a trace', () => {
  it('waits for children that are still open when its root ends', async () => {
    let child: ReturnType<typeof startSpan>;
    const traces = await collect(async () => {
      withSpan('root', () => void (child = startSpan('slow')));
      await new Promise((resolve) => setTimeout(resolve, 5));
      child.end();
    });
    expect(traces.map((traced) => names(traced.data.spans))).toEqual([['root', 'slow']]);
  });

  it('counts token usage once, however many layers saw it', async () => {
    const usage = { input_tokens: 9, output_tokens: 12, total_tokens: 21 };
    const traced = await oneTrace(() =>
      withSpan('root', () => {
        withSpan('framework', (outer) => {
          outer.setAttribute('mlflow.chat.tokenUsage', usage);
          withSpan('provider', (inner) => void inner.setAttribute('mlflow.chat.tokenUsage', usage));
        });
        withSpan('second', (span) => void span.setAttribute('mlflow.chat.tokenUsage', usage));
      }),
    );
    expect(JSON.parse(traced.info.metadata['mlflow.trace.tokenUsage']!)).toEqual({
      input_tokens: 18,
      output_tokens: 24,
      total_tokens: 42,
    });
  });

  it('is ERROR only when its root is', async () => {
    const traced = await oneTrace(() => withSpan('root', () => startSpan('child').end({ status: 'ERROR' })));
    expect(traced.info.state).toBe('OK');
  });

  it('survives a round trip through JSON without loss', async () => {
    const traced = await oneTrace(() =>
      withSpan('root', (span) => void span.addEvent('e', { a: 1 }).setOutputs({ ü: '✓' })),
    );
    const again = Trace.fromJSON(JSON.parse(JSON.stringify(traced)) as never);
    expect(again.toJSON()).toEqual(traced.toJSON());
    expect(again.data.spans[0]!.startTimeNs).toBe(traced.data.spans[0]!.startTimeNs);
  });
});

describe('a failure of ours', () => {
  it('costs one line and nothing else', async () => {
    const lines: string[] = [];
    setLogger({ warn: (line) => lines.push(line), info: () => {} });
    const traced = await oneTrace(() => {
      const span = startSpan('x');
      span.lateAttributes = () => {
        throw new Error('reader broke');
      };
      span.end();
      startSpan('y').end();
    }).catch((error: unknown) => error);
    expect(traced).toBeDefined();
    expect(lines.filter((line) => line.includes('reader broke'))).toHaveLength(1);
  });
});

describe('a span in progress', () => {
  it('is JSON of the form that it is stored in', async () => {
    const seen: unknown[] = [];
    const traced = await oneTrace(() =>
      withSpan('ask', (span) => {
        span.setInputs({ q: 1n }).addEvent('found', { documents: 3 });
        seen.push(JSON.parse(JSON.stringify(span)), span.events);
      }),
    );
    const [stored] = traced.data.spans;
    const asStored = JSON.parse(JSON.stringify(stored)) as object;
    expect(seen).toEqual([
      {
        ...asStored,
        end_time_unix_nano: null,
        status: { code: 'STATUS_CODE_UNSET', message: '' },
        attributes: expect.objectContaining({ 'mlflow.spanInputs': { q: '1' } }),
      },
      stored?.events,
    ]);
  });

  it('is named where a function returns it, not recorded once more', async () => {
    const traced = await oneTrace(() => withSpan({ name: 'ask', inputs: 'long' }, (span) => span));
    const [stored] = traced.data.spans;
    expect(stored?.outputs).toBe(`[Span ${stored?.spanId}]`);
  });
});
