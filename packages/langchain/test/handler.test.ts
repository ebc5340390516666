import { describe, expect, it } from '@jest/globals';
import { setLogger } from '@spanwright/core';
import { message, tracesOf } from './support.ts';

const model = { lc: 1, type: 'constructor', id: ['langchain', 'chat_models', 'openai', 'ChatOpenAI'] };
const chain = { lc: 1, type: 'not_implemented', id: ['langchain_core', 'runnables', 'RunnableSequence'] };
const answer = (content: string) => ({ generations: [[{ text: content, message: message('ai', content) }]] });

describe('the callback handler', () => {
  it('records a chat model as MLflow does', async () => {
    const params = {
      model: 'gpt-4o-mini',
      _type: 'openai-chat',
      tools: [{ name: 'search', description: 'Finds.' }, { type: 'function', function: { name: 'add' } }, {}],
    };
    const [trace] = await tracesOf((handler) => {
      const messages = [[message('system', 'Be kind'), message('human', 'Hi')]];
      handler.handleChatModelStart(model, messages, 'm', undefined, { invocation_params: params });
      handler.handleLLMEnd(answer('Hello'), 'm');
    });
    expect(trace?.spans[0]).toMatchObject({
      name: 'ChatOpenAI',
      status: { code: 'OK' },
      attributes: {
        'mlflow.spanType': 'CHAT_MODEL',
        'mlflow.message.format': 'langchain',
        'mlflow.llm.model': 'gpt-4o-mini',
        'mlflow.llm.provider': 'openai',
        'mlflow.chat.tools': [
          { type: 'function', function: { name: 'search', description: 'Finds.' } },
          { type: 'function', function: { name: 'add' } },
        ],
        invocation_params: params,
        'mlflow.spanInputs': {
          messages: [
            { role: 'system', content: 'Be kind' },
            { role: 'user', content: 'Hi' },
          ],
        },
        'mlflow.spanOutputs': {
          choices: [{ message: { role: 'assistant', content: 'Hello' }, finish_reason: null }],
        },
      },
    });
  });

  it('prefers the provider that LangChain names', async () => {
    const [trace] = await tracesOf((handler) => {
      const extra = { invocation_params: { _type: 'openai-chat' } };
      handler.handleLLMStart(model, ['Once'], 'm', undefined, extra, [], { ls_provider: 'groq' });
      handler.handleLLMEnd({ generations: [[{ text: ' upon a time' }]] }, 'm');
    });
    expect(trace?.spans[0]?.attributes).toMatchObject({
      'mlflow.spanType': 'LLM',
      'mlflow.llm.provider': 'groq',
      'mlflow.spanInputs': ['Once'],
      'mlflow.spanOutputs': { choices: [{ message: { role: 'assistant', content: ' upon a time' } }] },
    });
  });

  it('records no tokens as events, unless asked to', async () => {
    const feed = (handler: Parameters<Parameters<typeof tracesOf>[0]>[0]) => {
      handler.handleChatModelStart(model, [[message('human', 'Hi')]], 'm');
      handler.handleLLMNewToken('Hel', {}, 'm');
      handler.handleLLMNewToken('lo', {}, 'm');
      handler.handleLLMEnd(answer('Hello'), 'm');
    };
    const [[plain], [withEvents]] = [await tracesOf(feed), await tracesOf(feed, { chunkEvents: 1 })];
    expect(plain?.spans[0]?.events).toEqual([]);
    expect(plain?.spans[0]?.attributes).toMatchObject({ 'spanwright.chunkCount': 2 });
    expect(withEvents?.spans[0]?.events.map(({ name, attributes }) => [name, attributes['token']])).toEqual([
      ['new_token', 'Hel'],
    ]);
  });

  it('keeps what a failed model had streamed', async () => {
    const [trace] = await tracesOf((handler) => {
      handler.handleChatModelStart(model, [[message('human', 'Hi')]], 'm');
      handler.handleLLMNewToken('Hel', {}, 'm');
      handler.handleLLMError(new RangeError('cut off'), 'm');
    });
    expect(trace?.spans[0]).toMatchObject({
      status: { code: 'ERROR', message: 'RangeError: cut off' },
      attributes: { 'mlflow.spanOutputs': { choices: [{ message: { content: 'Hel' } }] } },
    });
  });

  it('names the thread of a graph as the session of the trace', async () => {
    const [trace] = await tracesOf((handler) => {
      handler.handleChainStart(chain, {}, 'c', undefined, [], { thread_id: 7 });
      handler.handleChainEnd({}, 'c');
    });
    expect(trace?.info.metadata).toMatchObject({ 'mlflow.trace.session': '7' });
  });

  it('leaves hidden plumbing out, and keeps what runs inside it', async () => {
    const [trace] = await tracesOf((handler) => {
      handler.handleChainStart(chain, {}, 'c');
      handler.handleChainStart(chain, {}, 'hidden', 'c', ['langsmith:hidden'], {}, undefined, 'plumbing');
      handler.handleChainStart(chain, {}, 'inner', 'hidden', [], {}, undefined, 'inner');
      for (const id of ['inner', 'hidden', 'c']) handler.handleChainEnd({}, id);
    });
    const [root, inner] = ['RunnableSequence', 'inner'].map((name) => trace?.spans.find((span) => span.name === name));
    expect(trace?.spans).toHaveLength(2);
    expect(inner?.parentSpanId).toBe(root?.spanId);
  });

  it.each([
    [{ name: 'ParentCommand', command: { goto: ['bob'] } }, { command: { goto: ['bob'] } }],
    [{ name: 'GraphInterrupt', interrupts: [{ value: 'Go on?' }] }, { __interrupt__: [{ value: 'Go on?' }] }],
  ])('does not take it for a failure that LangGraph throws %j', async (thrown, outputs) => {
    const [trace] = await tracesOf((handler) => {
      handler.handleChainStart(chain, {}, 'c');
      handler.handleChainError(Object.assign(new Error('control flow'), thrown), 'c');
    });
    expect(trace?.spans[0]).toMatchObject({ status: { code: 'OK' }, attributes: { 'mlflow.spanOutputs': outputs } });
  });

  it('records the hand-over of a transfer tool as a span', async () => {
    const metadata = { langgraph_checkpoint_ns: 'alice:ID|tools:ID' };
    const [trace] = await tracesOf((handler) => {
      handler.handleToolStart({ id: ['tools', 'DynamicTool'] }, '{}', 't', undefined, [], metadata, 'transfer_to_bob');
      const command = Object.assign(Object.create({}) as object, {
        lg_name: 'Command',
        graph: '__parent__',
        goto: ['bob'],
      });
      handler.handleToolEnd(command, 't');
    });
    expect(trace?.spans.find(({ attributes }) => attributes['mlflow.spanType'] === 'HANDOFF')).toMatchObject({
      attributes: { 'spanwright.handoff.from': 'alice', 'spanwright.handoff.to': 'bob' },
    });
  });

  it("reads a tool's input as JSON where it is, and documents under MLflow's names", async () => {
    const traces = await tracesOf((handler) => {
      handler.handleToolStart({ id: ['t'] }, '{"city":"Oslo"}', 't1', undefined, [], {}, 'weather', 'call_1');
      handler.handleToolEnd('sunny', 't1');
      handler.handleToolStart({ id: ['t'] }, '{not json', 't2');
      handler.handleToolEnd('?', 't2');
      handler.handleRetrieverStart({ id: ['VectorStoreRetriever'] }, 'sky', 'r');
      handler.handleRetrieverEnd([{ pageContent: 'blue', metadata: { at: 1 }, id: 'd1' }], 'r');
    });
    expect(
      traces.map(({ spans: [span] }) => [
        span?.attributes['mlflow.spanInputs'],
        span?.attributes['mlflow.spanOutputs'],
      ]),
    ).toEqual([
      [{ city: 'Oslo' }, 'sunny'],
      ['{not json', '?'],
      ['sky', [{ page_content: 'blue', metadata: { at: 1 }, id: 'd1' }]],
    ]);
    expect(traces[0]?.spans[0]?.attributes).toMatchObject({ tool_call_id: 'call_1' });
  });

  it('records the rest of an input of which one value cannot be read', async () => {
    const input = Object.defineProperty({ question: 'Hm?' }, 'broken', {
      enumerable: true,
      get: () => {
        throw new Error('not now');
      },
    });
    const [trace] = await tracesOf((handler) => {
      handler.handleChainStart(chain, input, 'c');
      handler.handleChainEnd({}, 'c');
    });
    expect(trace?.spans[0]?.attributes['mlflow.spanInputs']).toEqual({
      question: 'Hm?',
      broken: '[Unreadable: not now]',
    });
  });

  it('ends what is open under a run that failed, and ignores what comes late or unknown', async () => {
    const warnings: string[] = [];
    setLogger({ warn: (line: string) => void warnings.push(line) } as never);
    const [trace, ...more] = await tracesOf((handler) => {
      handler.handleChainStart(chain, {}, 'c');
      handler.handleChatModelStart(model, [[message('human', 'Hi')]], 'm', 'c');
      handler.handleChainError(new Error('aborted'), 'c');
      handler.handleLLMEnd(answer('too late'), 'm');
      handler.handleLLMEnd(answer('never started'), 'unknown');
      handler.handleLLMNewToken('x', {}, 'unknown');
    });
    setLogger(undefined);
    expect(more).toEqual([]);
    expect(warnings).toEqual([]);
    expect(
      trace?.spans.map(({ name, status, attributes }) => [name, status.code, attributes['spanwright.endReason']]),
    ).toEqual(
      expect.arrayContaining([
        ['RunnableSequence', 'ERROR', undefined],
        ['ChatOpenAI', 'OK', 'abort'],
      ]),
    );
  });
});
