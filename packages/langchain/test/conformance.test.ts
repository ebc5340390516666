import { describe, expect, it } from '@jest/globals';
import { setLogger, tracing, type TraceData } from '@spanwright/core';
import type { CallbackHandler } from '../src/callback-handler.ts';
import { message, tracesOf } from './support.ts';

const of = (...id: readonly string[]) => ({ lc: 1, type: 'constructor', id });
const [chain, llm, tool, retriever, prompt] = ['Chain', 'OpenAI', 'search', 'Retriever', 'Prompt'].map((name) =>
  of(name),
);
const answer = (text: string) => ({ generations: [[{ text, message: message('ai', text) }]] });

/** Names of spans with that of the one around, in order of their start. */
function tree(trace: TraceData | undefined): readonly string[] {
  const spans = inOrder(trace);
  const nameOf = (id: string | undefined) => spans.find(({ spanId }) => spanId === id)?.name;
  return spans.map(({ name, parentSpanId, status }) =>
    [nameOf(parentSpanId), name, status.code === 'OK' ? undefined : status.code].filter(Boolean).join(' '),
  );
}

/** Spans in order of their start: as they are told, they are in order of their end. */
function inOrder(trace: TraceData | undefined): TraceData['spans'] {
  return (trace?.spans ?? []).toSorted((a, b) => Number(a.startTimeNs - b.startTimeNs));
}

function feedComponents(handler: CallbackHandler, id = ''): void {
  handler.handleChainStart(chain, { question: id }, `c${id}`);
  handler.handleRetrieverStart(retriever, 'q', `r${id}`, `c${id}`);
  handler.handleRetrieverEnd([], `r${id}`);
  handler.handleToolStart(tool, '{}', `t${id}`, `c${id}`);
  handler.handleToolEnd('found', `t${id}`);
  handler.handleLLMStart(llm, ['p'], `m${id}`, `c${id}`);
  handler.handleLLMEnd(answer('a'), `m${id}`);
  handler.handleChainEnd({ output: id }, `c${id}`);
}

describe('case 218 of MLflow: the tracer of LangChain', () => {
  it('records a model with its tokens as events, where they are asked for', async () => {
    const [trace] = await tracesOf(
      (handler) => {
        handler.handleLLMStart(llm, ['Once'], 'm');
        handler.handleLLMNewToken('upon', {}, 'm', undefined, undefined, { chunk: { text: 'upon' } });
        handler.handleLLMEnd(answer('upon'), 'm');
      },
      { chunkEvents: 10 },
    );
    expect(trace?.spans[0]?.events).toMatchObject([
      { name: 'new_token', attributes: { token: 'upon', chunk: '{"text":"upon"}' } },
    ]);
  });

  it.each([
    ['a model', (handler: CallbackHandler) => handler.handleLLMStart(llm, ['p'], 'x'), 'handleLLMError'],
    ['a tool', (handler: CallbackHandler) => handler.handleToolStart(tool, 'in', 'x'), 'handleToolError'],
    [
      'a retriever',
      (handler: CallbackHandler) => handler.handleRetrieverStart(retriever, 'q', 'x'),
      'handleRetrieverError',
    ],
  ] as const)('records the error of %s once', async (_, start, fail) => {
    const [trace] = await tracesOf((handler) => {
      start(handler);
      handler[fail](new TypeError('no'), 'x');
    });
    expect(trace?.info.state).toBe('ERROR');
    expect(trace?.spans[0]?.events).toMatchObject([{ attributes: { 'exception.type': 'TypeError' } }]);
  });

  it('has a tool that runs a chain of its own', async () => {
    const [trace] = await tracesOf((handler) => {
      handler.handleToolStart(tool, 'in', 't');
      handler.handleChainStart(chain, {}, 'c', 't');
      handler.handleChainStart(prompt, {}, 'p', 'c');
      handler.handleChainEnd({}, 'p');
      handler.handleLLMStart(llm, ['p'], 'm', 'c');
      handler.handleLLMEnd(answer('a'), 'm');
      handler.handleChainStart(of('Parser'), {}, 'o', 'c');
      handler.handleChainEnd({}, 'o');
      handler.handleChainEnd({}, 'c');
      handler.handleToolEnd('out', 't');
    });
    expect(tree(trace)).toEqual(['search', 'search Chain', 'Chain Prompt', 'Chain OpenAI', 'Chain Parser']);
  });

  it('keeps components in their order', async () => {
    const [trace] = await tracesOf((handler) => feedComponents(handler));
    expect(tree(trace)).toEqual(['Chain', 'Chain Retriever', 'Chain search', 'Chain OpenAI']);
  });

  it('keeps ten calls at once apart', async () => {
    const traces = await tracesOf((handler) => {
      const started = Array.from({ length: 10 }, (_, number) => `${number}`);
      for (const id of started) handler.handleChainStart(chain, { question: id }, `root${id}`);
      for (const id of started) handler.handleLLMStart(llm, [id], `model${id}`, `root${id}`);
      for (const id of started.toReversed()) handler.handleLLMEnd(answer(id), `model${id}`);
      for (const id of started) handler.handleChainEnd({ output: id }, `root${id}`);
    });
    expect(traces).toHaveLength(10);
    for (const [root, model] of traces.map(inOrder)) {
      const { question } = (root as TraceData['spans'][number]).attributes['mlflow.spanInputs'] as { question: string };
      expect(model?.attributes['mlflow.spanInputs']).toEqual([question]);
    }
  });

  it('contains ids that nobody started, and ends that come after the root', async () => {
    const warnings: string[] = [];
    setLogger({ warn: (line) => void warnings.push(line), info: () => {} });
    const traces = await tracesOf((handler) => {
      handler.handleChainEnd({}, 'nobody');
      handler.handleToolError(new Error('no'), 'nobody');
      feedComponents(handler);
      handler.handleChainEnd({ output: 'again' }, 'c');
      handler.handleLLMEnd(answer('again'), 'm');
    });
    setLogger();
    expect(traces).toHaveLength(1);
    expect(warnings).toEqual([]);
  });

  it('does nothing, and says nothing, while tracing is disabled', async () => {
    const warnings: string[] = [];
    setLogger({ warn: (line) => void warnings.push(line), info: () => {} });
    tracing.disable();
    const traces = await tracesOf((handler) => feedComponents(handler));
    tracing.enable();
    setLogger();
    expect([traces, warnings]).toEqual([[], []]);
  });
});

describe('case 221 of MLflow: the provider of a model', () => {
  it.each([
    [{ _type: 'openai-chat' }, {}, 'openai'],
    [{ _type: 'chat-anthropic' }, {}, 'anthropic'],
    [{ _type: 'openai-chat' }, { ls_provider: 'groq' }, 'groq'],
    [{}, {}, undefined],
  ])('by %j and %j is %s', async (params, metadata, provider) => {
    const [trace] = await tracesOf((handler) => {
      handler.handleLLMStart(llm, ['p'], 'm', undefined, { invocation_params: params }, [], metadata);
      handler.handleLLMEnd(answer('a'), 'm');
    });
    expect(trace?.spans[0]?.attributes['mlflow.llm.provider']).toBe(provider);
  });
});
