import { expect } from '@jest/globals';
import { startSpan, Trace, withSpan } from '../../src/index.ts';
import { conforms } from './support/conforms.ts';

conforms(
  87,
  'size statistics: the total is that of the serialised trace, quartiles are in order and whole',
  async (of) => {
    await withSpan({ name: 'root', inputs: { text: 'é'.repeat(300) } }, () =>
      of.give(() => {
        for (const length of [10, 200, 3000]) startSpan({ name: 'step', inputs: 'x'.repeat(length) }).end();
      }),
    );
    const trace = await of.trace();
    const { 'mlflow.trace.sizeStats': stats = '', 'mlflow.trace.sizeBytes': size, ...metadata } = trace.info.metadata;
    const figures = JSON.parse(stats) as Readonly<Record<string, number>>;
    const { total_size_bytes: total, num_spans: spans, p25 = -1, p50 = -1, p75 = -1, max = -1 } = figures;
    const json = trace.toJSON();
    const without = { ...json, info: { ...json.info, trace_metadata: metadata } };
    expect(total).toBe(Buffer.byteLength(JSON.stringify(without)));
    expect(size).toBe(String(total));
    expect(spans).toBe(4);
    expect([p25, p50, p75, max]).toEqual([p25, p50, p75, max].toSorted((a, b) => a - b));
    expect(Object.values(figures).every(Number.isInteger)).toBe(true);
    expect(Trace.fromJSON(json).info.metadata).toEqual(trace.info.metadata);
  },
);
