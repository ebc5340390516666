import { describe, expect, it } from '@jest/globals';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getTrace, searchTraces, setTrackingUri, startSpan, withSpan } from '../src/index.ts';
import { setTraceExporter } from '../src/export/current-target.ts';
import {
  sizeStatsOf,
  type SpanData,
  spanToJson,
  type TraceData,
  traceToJson,
  withSizeStats,
} from '../src/model/index.ts';

function traceOf(sizes: readonly number[]): TraceData {
  const spans = sizes.map((size, i): SpanData => {
    const spanId = String(i).padStart(16, '0');
    const attributes = { text: 'ü'.repeat(size / 2) };
    return { traceId: 'tr-1', spanId, name: 's', startTimeNs: 1n, status: { code: 'OK' }, attributes, events: [] };
  });
  const info = { traceId: 'tr-1', experimentId: '0', requestTimeMs: 1, state: 'OK', metadata: {}, tags: {} } as const;
  return { info, spans };
}

const bytes = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

describe('sizes of a trace', () => {
  it.each([[[100]], [[100, 200, 300, 400, 1000]], [[100, 200]]])(
    'are those of its JSON: spans of %j bytes',
    (sizes) => {
      const trace = traceOf(sizes);
      const [first] = trace.spans;
      const around = bytes(spanToJson(first as SpanData)) - (sizes[0] ?? 0);
      expect(sizeStatsOf(trace)).toMatchObject({
        total_size_bytes: bytes(traceToJson(trace)),
        num_spans: sizes.length,
        max: Math.max(...sizes) + around,
      });
    },
  );

  it('have quartiles between the values, in proportion and whole', () => {
    const { p25, p50, p75 } = sizeStatsOf(traceOf([100, 202, 302]));
    expect([p50 - p25, p75 - p50]).toEqual([51, 50]);
  });

  it('stay what a trace says of itself, and are left out where it has no spans', () => {
    const told = { ...traceOf([2]).info, metadata: { 'mlflow.trace.sizeStats': '{}' } };
    expect(withSizeStats({ info: told, spans: traceOf([2]).spans }).info).toBe(told);
    const empty = traceOf([]);
    expect(withSizeStats(empty)).toBe(empty);
    expect(sizeStatsOf(empty)).toMatchObject({ num_spans: 0, max: 0, p25: 0, p75: 0 });
  });

  it('stand in the metadata of traces that are read, as MLflow has them', async () => {
    setTraceExporter(undefined);
    setTrackingUri(`sqlite:${mkdtempSync(join(tmpdir(), 'spanwright-sizes-'))}/traces.db`);
    const traceId = withSpan({ name: 'root', inputs: { x: 'y'.repeat(500) } }, (span) => {
      startSpan('child').end();
      return span.traceId;
    });
    const read = await getTrace(traceId);
    const [found] = await searchTraces({ returnType: 'list' });
    const stats: unknown = JSON.parse(read?.info.metadata['mlflow.trace.sizeStats'] ?? '{}');
    expect(stats).toMatchObject({
      num_spans: 2,
      total_size_bytes: Number(read?.info.metadata['mlflow.trace.sizeBytes']),
    });
    expect(found?.info.metadata).toEqual(read?.info.metadata);
  });
});
