import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { SpanAttributeKey, type SpanData } from '@spanwright/core';
import { applyIntegration, setTraceExporter } from '@spanwright/core/kit';
import * as library from 'openai';
import { openai } from '../src/openai.ts';
import { TraceCollector } from './trace-collector.ts';

const collector = new TraceCollector();
let undo = (): void => {};
beforeAll(() => setTraceExporter(collector));
beforeEach(() => void (undo = applyIntegration(openai, library)));
afterEach(() => undo());

/** A client that these bodies answer, one after another. */
function clientOf(...answers: readonly object[]): library.OpenAI {
  const queue = [...answers];
  return new library.OpenAI({ apiKey: 'k', maxRetries: 0, fetch: async () => Response.json(queue.shift()) });
}

async function spansOf(): Promise<readonly SpanData[]> {
  return (await collector.take()).flatMap((trace) => trace.spans);
}

const batch = (id: string, status: string, more = {}) => ({ id, object: 'batch', status, ...more });
const request = { input_file_id: 'file-1', endpoint: '/v1/responses', completion_window: '24h' } as const;

describe('a batch', () => {
  it('is recorded when it is begun and when it is done, linked, and not while it is asked for', async () => {
    const usage = { input_tokens: 20, output_tokens: 10, total_tokens: 30 };
    const done = batch('batch_1', 'completed', { output_file_id: 'file-2', model: 'gpt-5', usage });
    const { batches } = clientOf(batch('batch_1', 'validating'), batch('batch_1', 'in_progress'), done, done);
    await batches.create(request);
    expect(await batches.retrieve('batch_1')).toEqual(batch('batch_1', 'in_progress'));
    expect(await batches.retrieve('batch_1')).toEqual(done);
    await batches.retrieve('batch_1');
    const [begun, ended, ...more] = await spansOf();
    expect(more).toEqual([]);
    expect(ended).toMatchObject({ name: 'Batches', status: { code: 'OK' } });
    expect(ended?.links).toEqual([{ traceId: begun?.traceId, spanId: begun?.spanId, attributes: {} }]);
    expect(ended?.attributes).toMatchObject({
      [SpanAttributeKey.INPUTS]: { id: 'batch_1' },
      [SpanAttributeKey.OUTPUTS]: done,
      [SpanAttributeKey.MODEL]: 'gpt-5',
      [SpanAttributeKey.CHAT_USAGE]: { input_tokens: 20, output_tokens: 10, total_tokens: 30 },
    });
  });

  it('that fails is an error', async () => {
    const { batches } = clientOf(batch('batch_2', 'validating'), batch('batch_2', 'failed'));
    await batches.create(request);
    await batches.retrieve('batch_2');
    expect((await spansOf())[1]?.status.code).toBe('ERROR');
  });

  it('of another process is not recorded when it is asked for', async () => {
    expect(await clientOf(batch('batch_3', 'completed')).batches.retrieve('batch_3')).toMatchObject({ id: 'batch_3' });
    expect(await spansOf()).toEqual([]);
  });
});

describe('a response in the background', () => {
  const response = (status: string, more = {}) => ({ id: 'resp_1', object: 'response', status, output: [], ...more });

  it('has its tokens once, when it is done', async () => {
    const usage = { input_tokens: 9, output_tokens: 4, total_tokens: 13 };
    const { responses } = clientOf(response('queued'), response('in_progress'), response('completed', { usage }));
    await responses.create({ model: 'm', input: 'i', background: true });
    await responses.retrieve('resp_1');
    const { data } = await responses.retrieve('resp_1').withResponse();
    expect(data.output_text).toBe('');
    const spans = await spansOf();
    expect(spans.map(({ attributes }) => attributes[SpanAttributeKey.CHAT_USAGE])).toEqual([
      undefined,
      { input_tokens: 9, output_tokens: 4, total_tokens: 13 },
    ]);
    expect(spans[1]?.links).toMatchObject([{ spanId: spans[0]?.spanId }]);
  });
});
