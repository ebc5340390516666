import { beforeAll, describe, expect, it } from '@jest/globals';
import { applyIntegration, setTraceExporter } from '@spanwright/core/kit';
import { ownRecordings } from '@spanwright/fixtures';
import * as library from 'openai';
import { openai } from '../src/openai.ts';
import { fuzz } from './fuzz/fuzz.cjs';
import { TraceCollector } from './trace-collector.ts';

const collector = new TraceCollector();
beforeAll(() => setTraceExporter(collector));

describe('answers that are not as documented', () => {
  // The wide tests run 10,000 of them, on every major.
  it('reach the program as without tracing, and leave no span open', async () => {
    const problems = await fuzz({
      openai: library,
      recordings: new Map(ownRecordings('openai').map((recording) => [recording.name, recording])),
      first: 1,
      count: 300,
      trace: () => applyIntegration(openai, library),
      take: async () => (await collector.take()).flatMap((trace) => trace.spans),
    });
    expect(problems).toEqual([]);
  });
});
