import { describe, expect, it } from '@jest/globals';
import { SpanType } from '@spanwright/core/model';
import { agentStep } from '../src/agent-step.ts';
import { ChatReducer } from '../src/chat-reducer.ts';
import { chat } from '../src/chat.ts';
import { className } from '../src/class-name.ts';
import { documentsIn, scoredDocuments } from '../src/documents.ts';
import { embedTexts } from '../src/embeddings.ts';
import { engineOutputs, engineReducer } from '../src/engine-response.ts';
import { synthesize } from '../src/engines.ts';
import { buildIndex, ingest } from '../src/indexing.ts';
import { exec } from '../src/complete.ts';
import { postprocess } from '../src/retrieval.ts';
import { agentToolCall } from '../src/tool-call.ts';
import { usageOf } from '../src/usage.ts';

const node = { id_: 'n1', text: 'Trams climb the hills.', metadata: { title: 'lisbon' }, embedding: [1, 2] };
const document = { page_content: 'Trams climb the hills.', metadata: { title: 'lisbon' }, id: 'n1' };

describe('nodes', () => {
  it('are documents with their score among their metadata, without vectors', () => {
    expect(scoredDocuments([{ node, score: 0.5 }])).toEqual([
      { ...document, metadata: { score: 0.5, title: 'lisbon' } },
    ]);
    expect(scoredDocuments([{ node }])).toEqual([document]);
  });

  it('keep a score of their own metadata', () => {
    const [found] = scoredDocuments([{ node: { ...node, metadata: { score: 'own' } }, score: 0.5 }]);
    expect(found!.metadata).toEqual({ score: 'own' });
  });

  it('are left as they are where they are something else', () => {
    expect(documentsIn(['text'])).toEqual(['text']);
    expect(documentsIn(undefined)).toBeUndefined();
  });
});

describe('token usage', () => {
  it.each([
    ['OpenAI chat', { usage: { prompt_tokens: 3, completion_tokens: 4, total_tokens: 7 } }, [3, 4, 7]],
    ['OpenAI Responses', { response: { usage: { input_tokens: 3, output_tokens: 4 } } }, [3, 4, 7]],
    ['Anthropic', { usage: { input_tokens: 3, output_tokens: 4 } }, [3, 4, 7]],
    ['Gemini', { usageMetadata: { promptTokenCount: 3, candidatesTokenCount: 4, totalTokenCount: 9 } }, [3, 4, 9]],
    ['Ollama', { prompt_eval_count: 3, eval_count: 4 }, [3, 4, 7]],
  ])('is that of the answer: %s', (_, raw, [input_tokens, output_tokens, total_tokens]) => {
    expect(usageOf(raw)).toEqual({ input_tokens, output_tokens, total_tokens });
  });

  it('tells cached and reasoning tokens', () => {
    const usage = {
      prompt_tokens: 30,
      completion_tokens: 4,
      total_tokens: 34,
      prompt_tokens_details: { cached_tokens: 20 },
      completion_tokens_details: { reasoning_tokens: 2 },
    };
    expect(usageOf({ usage })).toMatchObject({ cache_read_input_tokens: 20, reasoning_tokens: 2 });
  });

  it.each([undefined, null, {}, { usage: null }, { usage: { prompt_tokens: null } }])('is never made up: %j', (raw) => {
    expect(usageOf(raw)).toBeUndefined();
  });
});

describe('a chat', () => {
  const model = { model: 'gpt-4o-mini', metadata: { model: 'gpt-4o-mini', temperature: 0.1 }, chat() {} };
  class OpenAI {
    readonly model = 'gpt-4o-mini';
    readonly metadata = { temperature: 0.1 };
  }

  it('tells model, provider, settings and message format', () => {
    const receiver = chat.receiver!(new OpenAI());
    expect(chat.attributes!({ inputs: {}, outputs: undefined, receiver })).toEqual({
      'mlflow.llm.model': 'gpt-4o-mini',
      model_name: 'gpt-4o-mini',
      invocation_params: { temperature: 0.1 },
      model_dict: { temperature: 0.1 },
      'mlflow.llm.provider': 'openai',
      'mlflow.message.format': 'llamaindex',
    });
    expect(chat.receiver!(model)).toMatchObject({ model: 'gpt-4o-mini', provider: 'object' });
  });

  it('has its tools by their metadata, and in the form that the viewer knows', () => {
    const metadata = { name: 'add', description: 'Adds', parameters: { type: 'object' } };
    const inputs = chat.inputs([{ messages: [], tools: [{ metadata, call: () => 1 }, 'odd'] }]);
    expect(inputs).toEqual({ messages: [], tools: [metadata] });
    const attributes = chat.attributes!({ inputs, outputs: undefined, receiver: chat.receiver!(new OpenAI()) });
    expect(attributes['mlflow.chat.tools']).toEqual([{ type: 'function', function: metadata }]);
  });

  it('tells its message before the raw answer', () => {
    const outputs = chat.outputs!({ raw: {}, message: { role: 'assistant', content: 'Hi' } });
    expect(Object.keys(outputs as object)).toEqual(['message', 'raw']);
  });

  it('takes the tokens from the raw answer', () => {
    expect(chat.usage!({ message: {}, raw: { usage: { prompt_tokens: 1, completion_tokens: 2 } } })).toEqual({
      input_tokens: 1,
      output_tokens: 2,
      total_tokens: 3,
    });
    expect(chat.usage!('odd')).toBeUndefined();
  });
});

describe('a streamed chat', () => {
  const fold = (...chunks: readonly object[]): unknown => {
    const reducer = new ChatReducer();
    for (const chunk of chunks) reducer.add(chunk);
    return reducer.result();
  };

  it('is what the plain call returns: text, tool calls, usage, model', () => {
    const call = (input: unknown) => ({ toolCall: [{ id: 'c1', name: 'add', input }] });
    const usage = { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 };
    expect(
      fold(
        { delta: 'One ', options: {}, raw: { model: 'm' } },
        { delta: 'two', options: call('{"a"') },
        { delta: '', options: call({ a: 1 }) },
        { delta: '', raw: { usage } },
      ),
    ).toEqual({
      message: { role: 'assistant', content: 'One two', options: call({ a: 1 }) },
      raw: { model: 'm', usage: { input_tokens: 1, output_tokens: 2, total_tokens: 3 } },
    });
  });

  it('of the Responses API has each piece of text once', () => {
    const delta = (type: string) => ({ delta: 'Hi', raw: { type } });
    const folded = fold(delta('response.created'), delta('response.output_text.delta'), delta('response.completed'));
    expect(folded).toMatchObject({ message: { content: 'Hi' } });
  });

  it('of which nothing came has no result', () => expect(fold()).toBeUndefined());

  it('keeps its usage for the span', () => {
    const folded = fold({ delta: 'Hi', raw: { usage: { prompt_tokens: 1, completion_tokens: 2 } } });
    expect(chat.usage!(folded as never)).toEqual({ input_tokens: 1, output_tokens: 2, total_tokens: 3 });
  });
});

describe('an engine', () => {
  const answer = (content: string, sourceNodes?: readonly object[]) => ({ message: { content }, sourceNodes });

  it('tells its text and the nodes that it rests on', () => {
    expect(engineOutputs(answer('Trams.', [{ node, score: 1 }]))).toMatchObject({
      response: 'Trams.',
      sourceNodes: [{ id: 'n1' }],
    });
    expect(engineOutputs('odd')).toBe('odd');
  });

  it('tells the same of a stream', () => {
    const reducer = engineReducer();
    expect(reducer.result()).toBeUndefined();
    for (const text of ['Tr', 'ams.']) reducer.add(answer(text, [{ node }]) as never);
    expect(engineOutputs(reducer.result())).toEqual({ response: 'Trams.', sourceNodes: [document] });
  });

  it('gives its synthesizer documents', () => {
    expect(synthesize.inputs([{ query: 'how?', nodes: [{ node }] }, true])).toEqual({
      query: 'how?',
      nodes: [document],
      stream: true,
    });
  });

  it('has no span for postprocessors that it does not have', () => {
    class Reranker {
      readonly model = 'rerank-1';
      readonly topN = 2;
    }
    expect(postprocess.applies!({ nodePostprocessors: [] }, [])).toBe(false);
    expect(postprocess.applies!({}, [])).toBe(false);
    const engine = { nodePostprocessors: [new Reranker()] };
    expect(postprocess.applies!(engine, [])).toBe(true);
    expect(postprocess.details!(engine, [])).toEqual({
      name: 'Reranker.postprocessNodes',
      attributes: { model_name: 'rerank-1', top_n: 2 },
    });
  });
});

describe('the rest', () => {
  it.each([
    [[], { count: 0, dimensions: undefined }],
    [[0.1, 0.2], { count: 1, dimensions: 2 }],
    [
      [
        [0.1, 0.2, 0.3],
        [0.4, 0.5, 0.6],
      ],
      { count: 2, dimensions: 3 },
    ],
    [null, { count: 0, dimensions: undefined }],
  ])('embeddings are told without their vectors: %j', (vectors, told) => {
    expect(embedTexts.outputs!(vectors)).toEqual(told);
  });

  it('an index is told by its class, and made of documents', () => {
    class VectorStoreIndex {}
    expect(buildIndex.outputs!(new VectorStoreIndex())).toBe('VectorStoreIndex');
    expect(buildIndex.inputs([[node]])).toEqual([document]);
    expect(ingest.inputs([{ documents: [node] }])).toEqual([document]);
    expect(ingest.inputs([])).toBeUndefined();
  });

  it('a turn with tools tells its messages, not its stream', () => {
    const newMessages = (): unknown => [];
    expect(exec.outputs!({ stream: {}, newMessages, toolCalls: [] })).toEqual({ toolCalls: [], object: undefined });
  });

  it("classes are named by the instance's own, also where it is a function", () => {
    class Parser {}
    const parser = Object.setPrototypeOf(function transform() {}, Parser.prototype) as object;
    expect([new Parser(), parser, Parser, Object.create(null)].map(className)).toEqual([
      'Parser',
      'Parser',
      'Parser',
      'Anonymous',
    ]);
  });

  it('an agent step has the name of the agent', () => {
    expect(agentStep.details!({ name: 'guide', description: 'Plans' }, [])).toEqual({
      name: 'guide',
      attributes: { description: 'Plans' },
    });
  });

  it('an agent passing its task on is a hand-off, any other call a tool', () => {
    const metadata = { name: 'add', description: 'Adds', parameters: {} };
    const workflow = { agents: new Map([['guide', { tools: [{ metadata }] }]]) };
    const call = (toolName: string, toolKwargs: unknown) => ({ agentName: 'guide', toolName, toolKwargs });
    const handOff = { toAgent: 'forecaster', reason: 'rain' };
    expect(agentToolCall.details!(workflow, [call('handOff', handOff)])).toEqual({
      name: 'Handoff',
      spanType: SpanType.HANDOFF,
      attributes: {
        'spanwright.handoff.from': 'guide',
        'spanwright.handoff.to': 'forecaster',
        'spanwright.handoff.reason': 'rain',
      },
    });
    expect(agentToolCall.details!(workflow, [call('add', {})])).toEqual({ name: 'add', attributes: metadata });
    expect(agentToolCall.details!({}, [call('add', {})])).toEqual({ name: 'add' });
  });
});
