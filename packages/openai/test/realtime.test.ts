import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { SpanAttributeKey, type SpanData, withSpan } from '@spanwright/core';
import { setTraceExporter, tracer } from '@spanwright/core/kit';
import { RealtimeSession } from '../src/realtime-session.ts';
import { TraceCollector } from './trace-collector.ts';

// A real socket, and the classes of the client, are in the wide tests.
const collector = new TraceCollector();
let session: RealtimeSession;
beforeAll(() => setTraceExporter(collector));
beforeEach(() => void (session = new RealtimeSession(tracer, 'wss://api.openai.com/v1/realtime')));

async function spansOf(): Promise<readonly SpanData[]> {
  return (await collector.take()).flatMap((trace) => trace.spans);
}

const created = (id: string) => session.received({ type: 'response.created', response: { id, model: 'gpt-realtime' } });
const done = (response: object) => session.received({ type: 'response.done', response });

describe('a realtime session', () => {
  it('has a span per response: settings, what was said since the last one, tools, model, provider', async () => {
    const tools = [{ type: 'function', name: 'get_weather', parameters: { type: 'object' } }];
    session.received({ type: 'session.updated', session: { model: 'gpt-realtime', tools, secret: 'x' } });
    session.received({ type: 'conversation.item.input_audio_transcription.completed', transcript: 'Hello' });
    created('r1');
    done({ id: 'r1', status: 'completed', output: [] });
    created('r2');
    done({ id: 'r2', status: 'completed', output: [] });
    const [first, second] = await spansOf();
    expect(first?.attributes).toMatchObject({
      [SpanAttributeKey.INPUTS]: {
        model: 'gpt-realtime',
        tools,
        items: [{ role: 'user', content: [{ type: 'input_audio', transcript: 'Hello' }] }],
      },
      [SpanAttributeKey.MODEL]: 'gpt-realtime',
      [SpanAttributeKey.MODEL_PROVIDER]: 'openai',
      [SpanAttributeKey.CHAT_TOOLS]: [{ type: 'function', function: { name: 'get_weather' } }],
    });
    expect(second?.attributes[SpanAttributeKey.INPUTS]).toEqual({ model: 'gpt-realtime', tools });
  });

  it('puts a response beneath the span in which the program asked for it', async () => {
    await withSpan('turn', async () => session.sent({ type: 'response.create', response: { instructions: 'Sing.' } }));
    created('r1');
    done({ id: 'r1', status: 'completed' });
    const spans = await spansOf();
    const turn = spans.find(({ name }) => name === 'turn');
    expect(spans.find(({ name }) => name === 'Realtime')?.parentSpanId).toBe(turn?.spanId);
  });

  it('tells two responses at once apart, and how long the first piece took', async () => {
    created('r1');
    created('r2');
    session.received({ type: 'response.output_text.delta', response_id: 'r2', delta: 'a' });
    done({ id: 'r2', status: 'completed', output: ['b'] });
    done({ id: 'r1', status: 'incomplete', output: ['a'] });
    const spans = await spansOf();
    expect(spans.map(({ attributes }) => attributes[SpanAttributeKey.OUTPUTS])).toMatchObject([
      { id: 'r2', output: ['b'] },
      { id: 'r1', output: ['a'] },
    ]);
    expect(spans.map(({ attributes }) => typeof attributes[SpanAttributeKey.TIME_TO_FIRST_CHUNK])).toEqual([
      'number',
      'undefined',
    ]);
  });

  it('leaves no span open when the connection is gone, and takes events that are not as documented', async () => {
    for (const event of [undefined, 7, {}, { type: 'response.done' }, { type: 'response.created', response: 7 }])
      session.received(event);
    session.sent(undefined);
    created('r1');
    session.closed();
    const [span, ...more] = await spansOf();
    expect(more).toEqual([]);
    expect(span?.attributes[SpanAttributeKey.END_REASON]).toBe('abort');
  });

  it('keeps no more than the last hundred items', async () => {
    for (let index = 0; index < 300; index += 1)
      session.sent({ type: 'conversation.item.create', item: { id: String(index) } });
    created('r1');
    session.closed();
    const [span] = await spansOf();
    const inputs = span?.attributes[SpanAttributeKey.INPUTS] as { items: { id: string }[] } | undefined;
    expect([inputs?.items.length, inputs?.items[0]?.id]).toEqual([100, '200']);
  });
});
