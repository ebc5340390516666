import { afterEach, describe, expect, it } from '@jest/globals';
import {
  getCurrentActiveSpan,
  getTracingContextHeaders,
  setLogger,
  startSpan,
  trace,
  tracing,
  updateCurrentTrace,
  withSpan,
  withTracingContext,
} from '../src/index.ts';
import { setSamplingRatio } from '../src/sampling/sampling-ratio.ts';
import { noOpSpan } from '../src/span/no-op-span.ts';
import { collect } from './collecting-exporter.ts';

afterEach(() => {
  setSamplingRatio(undefined);
  setLogger();
  delete process.env['MLFLOW_TRACE_SAMPLING_RATIO'];
});

const warnings = (): string[] => {
  const lines: string[] = [];
  setLogger({ warn: (line) => void lines.push(line), info: () => {} });
  return lines;
};

describe('a trace that sampling leaves out', () => {
  it('leaves out everything inside, across promises and generators, and changes nothing else', async () => {
    setSamplingRatio(0);
    const always = trace((n: number) => n + 1, { samplingRatioOverride: 1 });
    const items = trace(function* items() {
      yield always(1);
    });
    const traces = await collect(async () => {
      const result = await withSpan('root', async (span) => {
        await Promise.resolve();
        expect([span, getCurrentActiveSpan(), startSpan('child')]).toEqual([noOpSpan(), undefined, noOpSpan()]);
        return [...items(), always(2)];
      });
      expect(result).toEqual([2, 3]);
      expect([...items()]).toEqual([2]);
    });
    expect(traces).toEqual([]);
  });

  it('takes what is said of it in silence', async () => {
    setSamplingRatio(0);
    trace(() => 1, { samplingRatioOverride: 0.5 });
    const said = warnings();
    await collect(() =>
      withSpan('root', (span) => {
        span.setInputs(1).setOutputs(2).setAttribute('a', 1).addEvent('e').setStatus('ERROR').end();
        updateCurrentTrace({ tags: { secret: 'x' } });
      }),
    );
    const span = noOpSpan();
    expect(said).toEqual([]);
    expect([span.traceId, span.inputs, span.outputs, span.trace.notes.tags]).toEqual([
      'MLFLOW_NO_OP_SPAN_TRACE_ID',
      undefined,
      undefined,
      {},
    ]);
  });

  it('tells the programs that it calls to leave it out, too', async () => {
    setSamplingRatio(0);
    trace(() => 1, { samplingRatioOverride: 1 });
    const headers = withSpan('root', () => getTracingContextHeaders());
    expect(headers.traceparent).toMatch(/^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-00$/);
    setSamplingRatio(1);
    const received = await collect(() =>
      withTracingContext(headers as Record<string, string>, () => {
        startSpan('child').end();
        expect(getTracingContextHeaders()).toEqual(headers);
      }),
    );
    expect(received).toEqual([]);
  });
});

describe('MLFLOW_TRACE_SAMPLING_RATIO', () => {
  it('is read when the first trace starts', async () => {
    process.env['MLFLOW_TRACE_SAMPLING_RATIO'] = '0';
    expect(await collect(() => startSpan('x').end())).toEqual([]);
  });

  it.each(['2', '-0.1', 'half', 'NaN'])('is ignored with one warning when it is %s', async (value) => {
    process.env['MLFLOW_TRACE_SAMPLING_RATIO'] = value;
    const said = warnings();
    expect(await collect(() => [startSpan('x').end(), startSpan('y').end()])).toHaveLength(2);
    expect(said).toEqual([expect.stringContaining(`"${value}" is no number from 0 to 1`)]);
  });
});

describe('tracing that is off', () => {
  it('gives spans that keep nothing', () => {
    tracing.disable();
    try {
      expect(startSpan({ name: 'x', inputs: 'secret' })).toBe(noOpSpan());
      expect(withSpan('x', (span) => [span, getCurrentActiveSpan()])).toEqual([noOpSpan(), undefined]);
    } finally {
      tracing.enable();
    }
  });
});
