import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { flush, SpanType, tracing, withSpan } from '@spanwright/core';
import { setTraceExporter } from '@spanwright/core/kit';
import { type Span, SpanAttributeKey, Trace, type TraceData } from '@spanwright/core/model';
import { traceAgent, traceGroupChat, traceTool } from '../src/index.ts';

/** Chats as AutoGen and AG2 have them, which exist for Python alone, written by hand: cases 247 and 248. */

const collected: TraceData[] = [];
let fails = false;
const exporter = {
  export: async (traces: readonly TraceData[]) => {
    if (fails) throw new Error('the exporter is broken');
    collected.push(...traces);
  },
  close: async () => {},
};
beforeAll(() => setTraceExporter(exporter));
beforeEach(() => {
  collected.splice(0);
  fails = false;
});
afterAll(() => setTraceExporter({ export: async () => {}, close: async () => {} }));

async function traces(): Promise<readonly Trace[]> {
  await flush();
  return collected.map((data) => new Trace(data));
}

/** A call of a model as a client's tracing records it. */
const complete = (messages: readonly unknown[], answer: string): Promise<string> =>
  withSpan({ name: 'create', spanType: SpanType.CHAT_MODEL, inputs: { messages } }, async (span) => {
    span.setAttribute(SpanAttributeKey.CHAT_USAGE, { input_tokens: 6, output_tokens: 1, total_tokens: 7 });
    span.setAttribute(SpanAttributeKey.CHAT_TOOLS, [{ type: 'function', function: { name: 'weather' } }]);
    return answer;
  });
const asked = (content: unknown): readonly unknown[] => [{ role: 'user', content }];
const namesOf = (trace: Trace | undefined): readonly string[] =>
  (trace?.data.spans ?? []).map((span) => pathOf(span, trace).join('/'));

function pathOf(span: Span, trace: Trace | undefined): readonly string[] {
  const parent = trace?.data.spans.find(({ spanId }) => spanId === span.parentId);
  return [...(parent ? pathOf(parent, trace) : []), span.name];
}

describe('case 247: an assistant as AutoGen has it', () => {
  const answer = traceAgent('on_messages', async (content: unknown) => complete(asked(content), '2'));
  const run = traceAgent('assistant', async (task: unknown) => answer(task));

  it('is a run, its turn and the model call inside each other, with tokens and tools', async () => {
    expect(await run('1+1')).toBe('2');
    const [trace] = await traces();
    expect(namesOf(trace)).toEqual(['assistant', 'assistant/on_messages', 'assistant/on_messages/create']);
    expect(trace?.info.metadata['mlflow.trace.tokenUsage']).toContain('"total_tokens":7');
    expect(trace?.searchSpans({ name: 'create' })[0]?.attributes[SpanAttributeKey.CHAT_TOOLS]).toMatchObject([
      { function: { name: 'weather' } },
    ]);
  });

  it('has its tools as spans, which AutoGen has not', async () => {
    const weather = traceTool('weather', async (city: string) => `rain in ${city}`);
    await traceAgent('forecaster', async () => complete(asked(await weather('Bergen')), 'Rain'))();
    const [trace] = await traces();
    expect(namesOf(trace)).toEqual(['forecaster', 'forecaster/weather', 'forecaster/create']);
  });

  it('has images in its inputs', async () => {
    const image = { type: 'image_url', image_url: { url: 'https://example.com/cat.png' } };
    await run([{ type: 'text', text: 'What is it?' }, image]);
    const [trace] = await traces();
    expect(trace?.data.spans[0]?.inputs).toMatchObject({ task: [{ type: 'text' }, image] });
  });

  it('leaves no trace while tracing is off', async () => {
    tracing.disable();
    try {
      expect(await run('1+1')).toBe('2');
    } finally {
      tracing.enable();
    }
    expect(await traces()).toEqual([]);
  });
});

describe('case 248: a chat as AG2 has it', () => {
  const talk = (name: string, order: readonly string[]): Promise<void> =>
    traceGroupChat({ name, participants: [...new Set(order)] }, async (chat) => {
      for (const speaker of order) await chat.turn(speaker, () => complete(asked('Go on'), `${speaker} speaks`));
    });

  it('is one trace, each turn with its model call inside', async () => {
    await talk('initiate_chat', ['user', 'agent', 'user']);
    const [trace, ...more] = await traces();
    expect(more).toEqual([]);
    const turns = ['user', 'user/create', 'agent', 'agent/create', 'user', 'user/create'];
    expect(namesOf(trace)).toEqual(['initiate_chat', ...turns.map((turn) => `initiate_chat/${turn}`)]);
  });

  it('fails with its agent, and keeps the error that it throws', async () => {
    const error = new TypeError('no such agent');
    const failing = traceGroupChat('initiate_chat', (chat) => chat.turn('agent', async () => Promise.reject(error)));
    await expect(failing).rejects.toBe(error);
    const [trace] = await traces();
    expect(trace?.data.spans.map(({ status }) => status)).toEqual([
      { code: 'ERROR', message: 'TypeError: no such agent' },
      { code: 'ERROR', message: 'TypeError: no such agent' },
    ]);
  });

  it('is a trace of its own each time, at once or one after another', async () => {
    await Promise.all(['first', 'second', 'third'].map((name) => talk(name, ['user', 'agent'])));
    const found = await traces();
    expect(found.map((trace) => namesOf(trace)[0]).toSorted()).toEqual(['first', 'second', 'third']);
    expect(found.map((trace) => trace.data.spans.length)).toEqual([5, 5, 5]);
  });

  it('has a tool inside its agent, as long as it took', async () => {
    const wait = traceTool('wait', () => new Promise<void>((resolve) => setTimeout(resolve, 30)));
    const before = BigInt(Date.now()) * 1_000_000n;
    await traceGroupChat('initiate_chat', (chat) => chat.turn('agent', () => wait()));
    const [trace] = await traces();
    const [tool] = trace?.searchSpans({ name: 'wait' }) ?? [];
    const { startTimeNs = 0n, endTimeNs = 0n } = tool ?? {};
    // A timer may be a millisecond early.
    expect(endTimeNs - startTimeNs).toBeGreaterThanOrEqual(28_000_000n);
    expect(startTimeNs).toBeGreaterThanOrEqual(before - 1_000_000_000n);
    expect(namesOf(trace)).toEqual(['initiate_chat', 'initiate_chat/agent', 'initiate_chat/agent/wait']);
  });

  it('goes on where its traces cannot be kept', async () => {
    fails = true;
    await expect(talk('initiate_chat', ['user'])).resolves.toBeUndefined();
    await flush().catch(() => {});
  });
});
