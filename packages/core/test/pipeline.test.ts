import { afterEach, describe, expect, it } from '@jest/globals';
import { flush } from '../src/api/flush.ts';
import { startSpan, withSpan } from '../src/api/with-span.ts';
import { getTrackingUri, setTraceExporter, setTrackingUri } from '../src/export/current-target.ts';
import { ExportQueue } from '../src/export/export-queue.ts';
import { parseTrackingUri } from '../src/export/tracking-uri.ts';
import { limits } from '../src/limits.ts';
import { setLogger } from '../src/logger.ts';
import { CollectingExporter, collect } from './collecting-exporter.ts';

afterEach(() => {
  setTraceExporter(new CollectingExporter());
  setLogger();
});

function silenceLog(): string[] {
  const lines: string[] = [];
  setLogger({ warn: (line) => lines.push(line), info: (line) => lines.push(line) });
  return lines;
}

describe('export', () => {
  it('happens by itself soon after a trace ended', async () => {
    const exporter = new CollectingExporter();
    setTraceExporter(exporter);
    startSpan('x').end();
    expect(exporter.batches).toHaveLength(0);
    while (exporter.batches.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(exporter.batches).toHaveLength(1);
  });

  it('goes in batches and keeps the order', async () => {
    const traces = await collect(() => {
      for (let n = 0; n < 500; n += 1) startSpan(`trace ${n}`).end();
    });
    expect(traces.map((trace) => trace.data.spans[0]!.name)).toEqual(
      Array.from({ length: 500 }, (_, n) => `trace ${n}`),
    );
  });

  it('that fails is reported once and harms nothing', async () => {
    const lines = silenceLog();
    setTraceExporter({ export: () => Promise.reject(new Error('disk full')), close: async () => {} });
    for (let n = 0; n < 3; n += 1) {
      startSpan('x').end();
      await flush();
    }
    expect(lines.filter((line) => line.includes('disk full'))).toHaveLength(1);
  });

  it('survives an exporter that throws at once', async () => {
    silenceLog();
    setTraceExporter({
      export: () => {
        throw new Error('broken');
      },
      close: async () => {},
    });
    startSpan('x').end();
    await expect(flush()).resolves.toBeUndefined();
  });

  it('sends each trace where it was to go when it started', async () => {
    const [first, second] = [new CollectingExporter(), new CollectingExporter()];
    setTraceExporter(first);
    const span = startSpan('started under the first');
    setTraceExporter(second);
    startSpan('under the second').end();
    span.end();
    await flush();
    expect([first, second].map((exporter) => exporter.spans.map(({ name }) => name))).toEqual([
      ['started under the first'],
      ['under the second'],
    ]);
  });

  it('brings spans that come after their trace', async () => {
    const exporter = new CollectingExporter();
    setTraceExporter(exporter);
    const usage = { input_tokens: 1, output_tokens: 1, total_tokens: 2 };
    const root = startSpan({ name: 'root', attributes: { 'mlflow.chat.tokenUsage': usage } });
    root.end();
    await flush();
    startSpan({ name: 'late', parent: root, attributes: { 'mlflow.chat.tokenUsage': usage } }).end();
    await flush();
    expect(exporter.batches.map((trace) => trace.spans.map(({ name }) => name))).toEqual([['root'], ['late']]);
    expect(new Set(exporter.batches.map((trace) => trace.info.traceId)).size).toBe(1);
    expect(exporter.batches[1]!.info.metadata['mlflow.trace.tokenUsage']).toBe(JSON.stringify(usage));
  });

  it('hands a very long trace over in parts', async () => {
    const exporter = new CollectingExporter();
    setTraceExporter(exporter);
    await withSpan('root', async () => {
      for (let n = 0; n < limits.heldSpans + 1; n += 1) startSpan('step').end();
      await flush();
      expect(exporter.batches.map((trace) => trace.info.state)).toEqual(['IN_PROGRESS']);
    });
    await flush();
    expect(exporter.spans).toHaveLength(limits.heldSpans + 2);
    expect(exporter.batches.at(-1)!.info.state).toBe('OK');
  });
});

describe('the export queue', () => {
  it('drops the oldest past its bound, counts them and says so once', () => {
    const lines = silenceLog();
    const queue = new ExportQueue();
    for (let n = 0; n < limits.queuedTraces + 10; n += 1) queue.push({ n } as never, []);
    expect([queue.length, queue.dropped]).toEqual([limits.queuedTraces, 10]);
    expect(queue.shift()!.trace).toEqual({ n: 10 });
    expect(lines).toHaveLength(1);
  });

  it('is bounded in bytes, too', () => {
    silenceLog();
    const queue = new ExportQueue();
    const big = [{ bytes: limits.queuedBytes / 2 }] as never;
    for (let n = 0; n < 4; n += 1) queue.push({ n } as never, big);
    expect(queue.length).toBe(2);
    expect(queue.bytes).toBe(limits.queuedBytes);
  });
});

describe('a tracking URI', () => {
  it.each([
    ['sqlite:./spanwright.db', './spanwright.db'],
    ['sqlite:traces.db', 'traces.db'],
    ['sqlite:/var/lib/traces.db', '/var/lib/traces.db'],
    ['sqlite:///traces.db', 'traces.db'],
    ['sqlite:////var/lib/traces.db', '/var/lib/traces.db'],
    ['sqlite:C:\\traces.db', 'C:\\traces.db'],
  ])('%s is the file %s', (uri, path) => {
    expect(parseTrackingUri(uri)).toEqual({ kind: 'sqlite', path });
  });

  it.each(['postgres://db/traces', 'file:./mlruns', './mlruns', 'sqlite:', 'sqlite://host/x', 'ftp://host'])(
    '%s is refused, saying what can be used, and the target stays',
    (uri) => {
      const before = getTrackingUri();
      expect(() => setTrackingUri(uri)).toThrow(/Use sqlite:PATH/);
      expect(getTrackingUri()).toBe(before);
    },
  );

  it('that is missing in the environment is refused in the same way', () => {
    expect(() => setTrackingUri(undefined as never)).toThrow(/must be a text, got undefined\. Use sqlite:PATH/);
  });
});
