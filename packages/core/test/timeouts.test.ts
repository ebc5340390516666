import { afterEach, describe, expect, it } from '@jest/globals';
import { setLogger, startSpan, tracing, withSpan } from '../src/index.ts';
import { collect } from './collecting-exporter.ts';

afterEach(() => {
  tracing.reset();
  setLogger();
  for (const name of Object.keys(process.env))
    if (/^MLFLOW_TRACE_(?:TIMEOUT|BUFFER)/.test(name)) delete process.env[name];
});

const warnings = (): string[] => {
  const lines: string[] = [];
  setLogger({ warn: (line) => void lines.push(line), info: () => {} });
  return lines;
};
const until = async (done: () => boolean): Promise<void> => {
  while (!done()) await new Promise((resolve) => setTimeout(resolve, 5));
};

describe('a trace that takes too long', () => {
  it('ends as failed, is stored with what has ended, and takes later spans in', async () => {
    process.env['MLFLOW_TRACE_TIMEOUT_SECONDS'] = '0.02';
    process.env['MLFLOW_TRACE_TIMEOUT_CHECK_INTERVAL_SECONDS'] = '0.01';
    tracing.reset();
    const said = warnings();
    let spans: readonly unknown[] = [];
    const parts = await collect(async () => {
      const root = startSpan({ name: 'root', inputs: 1 });
      const stuck = startSpan({ name: 'stuck', parent: root });
      startSpan({ name: 'done', parent: root }).end();
      await until(() => !root.isRecording());
      expect([stuck.isRecording(), root.status.code]).toEqual([true, 'ERROR']);
      spans = [root.status.message];
      stuck.end();
      root.end({ outputs: 'too late' });
    });
    expect(parts.map(({ data }) => data.spans.map(({ name }) => name))).toEqual([['root', 'done'], ['stuck']]);
    const [root] = parts[0]?.searchSpans({ name: 'root' }) ?? [];
    expect(root?.events.map(({ name, attributes }) => [name, attributes['exception.type']])).toEqual([
      ['exception', 'TimeoutError'],
    ]);
    expect([parts[0]?.info.state, root?.outputs]).toEqual(['ERROR', undefined]);
    expect(spans).toEqual([expect.stringMatching(/^TimeoutError: Trace tr-.* is timed out: .* 0\.02 seconds/)]);
    expect(said).toEqual([expect.stringContaining('is timed out')]);
  });

  it('is left alone by default, and where it ends in time', async () => {
    const traces = await collect(async () => {
      tracing.configure({ traceTimeoutSeconds: 60 });
      await withSpan('quick', () => new Promise((resolve) => setTimeout(resolve, 20)));
    });
    expect(traces.map(({ info }) => info.state)).toEqual(['OK']);
  });

  it('is ended as it stands after MLFLOW_TRACE_BUFFER_TTL_SECONDS', async () => {
    process.env['MLFLOW_TRACE_BUFFER_TTL_SECONDS'] = '0.02';
    process.env['MLFLOW_TRACE_TIMEOUT_CHECK_INTERVAL_SECONDS'] = '0.01';
    tracing.reset();
    const [traced] = await collect(async () => {
      const root = startSpan('root');
      await until(() => !root.isRecording());
    });
    expect([traced?.info.state, traced?.data.spans[0]?.attributes['spanwright.endReason']]).toEqual(['OK', 'limit']);
  });

  it('makes room for new ones past MLFLOW_TRACE_BUFFER_MAX_SIZE', async () => {
    process.env['MLFLOW_TRACE_BUFFER_MAX_SIZE'] = '2';
    tracing.reset();
    warnings();
    const traces = await collect(() => {
      const [a, ...rest] = ['a', 'b', 'c'].map((name) => startSpan(name));
      expect([a, ...rest].map((span) => span?.isRecording())).toEqual([false, true, true]);
      for (const span of rest) span.end();
    });
    expect(traces).toHaveLength(3);
  });
});
