import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SpanType, type Span, Trace } from '@spanwright/core';
import { ownRecordings, type ProviderServer, type ScenarioTraces, startProviderServer } from '@spanwright/fixtures';
import { programText } from './program-text.ts';
import { runProgram } from './run-program.ts';
import { expectReviewedScenarios } from './scenario-run.ts';

/** The spans of a scenario's last trace: what comes before is the making of an index. */
type Check = (trace: Trace) => void;
type Case = readonly [promise: string, scenario: string, check: Check];

const question = [{ role: 'user', content: 'Why is the sky blue?' }];
const answer = 'Because air scatters blue light more than red light.';

/** Cases 228 to 239 of MLflow's own tests: see docs/mlflow-conformance.md. */
const CASES: Readonly<Record<string, readonly Case[]>> = {
  228: [
    [
      'complete is an LLM span with its arguments, text, prompt, settings and usage',
      'complete a prompt',
      (trace) => {
        const span = only(trace, 'OpenAI.complete');
        expect(span).toMatchObject({ spanType: SpanType.LLM, inputs: { prompt: 'Why is the sky blue?' } });
        expect(span.outputs).toMatchObject({ text: answer });
        expect(span.attributes).toMatchObject({
          prompt: 'Why is the sky blue?',
          model_name: 'gpt-4o-mini',
          model_dict: { model: 'gpt-4o-mini', temperature: 0.1 },
          'mlflow.llm.model': 'gpt-4o-mini',
          'mlflow.llm.provider': 'openai',
          'mlflow.chat.tokenUsage': { input_tokens: 13, output_tokens: 14, total_tokens: 27 },
        });
      },
    ],
  ],
  229: [
    [
      'a streamed completion has its whole text',
      'complete a prompt in a stream',
      (trace) => expect(only(trace, 'OpenAI.complete').outputs).toMatchObject({ text: expect.stringMatching(/\.$/) }),
    ],
    [
      'a streamed chat has its whole message, and the usage that the provider sent',
      'chat in a stream with usage',
      (trace) => {
        const span = only(trace, 'OpenAI.chat');
        expect(span.outputs).toMatchObject({ message: { role: 'assistant', content: expect.stringMatching(/\.$/) } });
        expect(span.attributes['mlflow.chat.tokenUsage']).toMatchObject({ total_tokens: 33 });
      },
    ],
  ],
  230: [
    [
      'chat is a CHAT_MODEL span with messages, answer, usage and model',
      'chat with a model',
      (trace) => {
        const span = only(trace, 'OpenAI.chat');
        expect(span).toMatchObject({ spanType: SpanType.CHAT_MODEL, inputs: { messages: question } });
        expect(span.outputs).toMatchObject({ message: { role: 'assistant', content: answer } });
        expect(span.attributes).toMatchObject({
          'mlflow.message.format': 'llamaindex',
          'mlflow.llm.model': 'gpt-4o-mini',
          invocation_params: { model: 'gpt-4o-mini' },
          'mlflow.chat.tokenUsage': { total_tokens: 27 },
        });
      },
    ],
    [
      'parts of a multimodal message are recorded as they are',
      'chat with an image',
      (trace) =>
        expect(only(trace, 'OpenAI.chat').inputs).toMatchObject({
          messages: [{ content: [{ type: 'text' }, { image_url: { url: 'https://example.com/cat.png' } }] }],
        }),
    ],
  ],
  231: [
    ['a refused call has one exception and no outputs', 'a chat that is refused', refused],
    ['a refused stream has one exception and no outputs', 'a stream that is refused', refused],
    [
      'a stream that breaks off has one exception, and what had come',
      'a stream that the provider breaks off',
      (trace) => {
        const span = only(trace, 'OpenAI.chat');
        expect([span.status.code, exceptionsOf(span)]).toEqual(['ERROR', ['APIError']]);
        expect(span.outputs).toMatchObject({ message: { content: 'Once upon' } });
      },
    ],
  ],
  232: [
    [
      'a retriever has documents, and the embedding of its query inside',
      'retrieve nodes',
      (trace) => {
        expect(path(only(trace, 'OpenAIEmbedding.getTextEmbedding'), trace)).toEqual([
          'VectorIndexRetriever.retrieve RETRIEVER',
          'OpenAIEmbedding.getQueryEmbedding EMBEDDING',
          'OpenAIEmbedding.getTextEmbedding EMBEDDING',
        ]);
        expect(only(trace, 'VectorIndexRetriever.retrieve').outputs).toEqual(
          ['lisbon', 'bread'].map((title) => ({
            page_content: expect.any(String),
            metadata: { score: expect.any(Number), title },
            id: expect.any(String),
          })),
        );
        const embedding = only(trace, 'OpenAIEmbedding.getTextEmbedding');
        expect(embedding.outputs).toEqual({ count: 1, dimensions: 8 });
        expect(embedding.attributes).toMatchObject({ model_name: 'text-embedding-3-small' });
      },
    ],
  ],
  233: [
    ['a query has its question and answer at the root', 'ask a query engine', queried],
    ['a streamed query has its question and answer at the root', 'ask a query engine in a stream', queried],
  ],
  234: [
    [
      "an agent's tool has its description, and its models the tools that they were offered",
      'an agent with a tool',
      (trace) => {
        const tool = only(trace, 'get_weather');
        expect(tool).toMatchObject({ spanType: SpanType.TOOL, inputs: { city: 'Bergen' }, outputs: 'rain, 9 degrees' });
        expect(tool.attributes).toMatchObject({
          name: 'get_weather',
          description: 'Current weather of a city',
          parameters: { type: 'object', required: ['city'] },
        });
        const models = trace.searchSpans({ spanType: SpanType.CHAT_MODEL });
        expect(models.map(({ attributes }) => attributes['mlflow.chat.tools'])).toEqual([
          [expect.objectContaining({ type: 'function' })],
          [expect.objectContaining({ type: 'function' })],
        ]);
      },
    ],
    [
      'agents that hand over are in one trace: both agents, the hand-off, the tools',
      'two agents with a hand-off',
      (trace) => {
        expect(trace.agents()).toEqual({
          agents: ['guide', 'forecaster'],
          handoffs: [expect.objectContaining({ from: 'guide', to: 'forecaster' })],
        });
        const inside = ['AgentWorkflow.run CHAIN'];
        expect(path(only(trace, 'Handoff'), trace)).toEqual([...inside, 'Handoff HANDOFF']);
        expect(path(only(trace, 'look up'), trace)).toEqual([...inside, 'get_weather TOOL', 'look up UNKNOWN']);
      },
    ],
  ],
  235: [
    [
      'a chat engine has its message and answer at the root',
      'a simple chat engine',
      (trace) =>
        expect(rootOf(trace)).toMatchObject({ inputs: { message: 'Why is the sky blue?' }, spanType: 'CHAIN' }),
    ],
  ],
  236: [
    [
      'a workflow is one trace with its first event and its result, spans of the program inside',
      'a workflow of two steps',
      (trace) => {
        expect(rootOf(trace)).toMatchObject({ inputs: { topic: 'sky' }, outputs: { topic: 'SKY', answer } });
        expect(path(only(trace, 'own work'), trace)).toEqual([
          'Workflow.run CHAIN',
          'prepare CHAIN',
          'own work UNKNOWN',
        ]);
        expect(trace.data.spans.filter(({ status }) => status.code !== 'OK')).toEqual([]);
      },
    ],
    [
      'workers that run at once are all in the same trace',
      'four workers at once',
      (trace) => {
        const workers = trace.searchSpans({ name: 'worker' });
        expect(workers.map(({ parentId }) => parentId)).toEqual(Array(4).fill(rootOf(trace).spanId));
        expect(rootOf(trace)).toMatchObject({ outputs: { sum: 30 }, status: { code: 'OK' } });
      },
    ],
  ],
};

const ask = `new lib.SimpleChatEngine({ llm }).chat({ message: 'Why is the sky blue?' })`;
const streamed = `new OpenAI({ model: 'chat-stream', maxRetries: 0 }).chat({ messages: [{ role: 'user', content: 'Hi' }], stream: true })`;
const heard = `const heard = []; const hear = (who) => (event) => heard.push(who + ' ' + event.type);
  for (const who of ['first', 'second']) lib.Settings.callbackManager.on('llm-start', hear(who));`;

/** Cases that need a program of their own: what it does, and what it prints. */
const PROGRAMS: Readonly<Record<string, readonly (readonly [promise: string, text: string, printed: string])[]>> = {
  229: [
    [
      'a stream has no trace until it is read',
      `autolog(); const stream = await ${streamed}; await printTraces(); for await (const _ of stream); await printTraces();`,
      '\nOpenAI.chat\n',
    ],
  ],
  237: [
    [
      'enabling three times traces each call once, and disabling stops',
      `for (let n = 0; n < 3; n++) autolog(); await ${ask}; await printTraces();
       autolog({ disable: true }); await ${ask}; await printTraces();`,
      'SimpleChatEngine.chat\n  OpenAI.chat\n27 tokens\n'.repeat(2),
    ],
    [
      "the program's own handlers stay, before, while and after",
      `${heard} await ${ask}; autolog(); await ${ask}; autolog({ disable: true }); await ${ask}; console.log(heard.length);`,
      '6\n',
    ],
  ],
  238: [
    [
      'traces belong to the active model, whatever is called',
      `autolog(); mlflow.setActiveModel({ modelId: 'm-1' }); await ${ask};
       const index = await indexed(); await within(() => index.asQueryEngine({ similarityTopK: 2 }).query({ query: ASKED }));
       for await (const _ of await ${streamed}); const traces = await metadataOfTraces();
       console.log(traces.length, traces.every((metadata) => metadata['mlflow.modelId'] === 'm-1'));`,
      '4 true\n',
    ],
  ],
  239: [
    [
      'a stream that is closed before it is read ends its span',
      `autolog(); const stream = await ${streamed}; await stream.return(); await printTraces();`,
      'OpenAI.chat\n',
    ],
  ],
};

let server: ProviderServer;
beforeAll(async () => {
  server = await startProviderServer({ recordings: [...ownRecordings('llamaindex'), ...ownRecordings('openai')] });
});
afterAll(() => server.close());

describe.each(['cjs', 'esm'] as const)("MLflow's cases for LlamaIndex, in a program of format %s", (format) => {
  let traces: ScenarioTraces = {};
  beforeAll(async () => {
    traces = await expectReviewedScenarios({ node: process.execPath, format, url: server.url });
  });

  describe.each(Object.entries(CASES))('case %s', (_, cases) => {
    it.each(cases)('%s', (_promise, scenario, check) => {
      const last = traces[scenario]?.at(-1);
      expect(last).toBeDefined();
      if (last) check(new Trace(last));
    });
  });

  describe.each(Object.entries(PROGRAMS))('case %s', (_, programs) => {
    it.each(programs)('%s', async (_promise, text, printed) => {
      const program = { node: process.execPath, url: server.url, format, text: programText(format, text) };
      expect(await runProgram(program)).toEqual({ code: 0, signal: undefined, stdout: printed, stderr: '' });
    });
  });
});

function only(trace: Trace, name: string): Span {
  const found = trace.searchSpans({ name });
  expect(found).toHaveLength(1);
  return found[0] as Span;
}

function rootOf(trace: Trace): Span {
  return trace.data.spans.find(({ parentId }) => parentId === undefined) as Span;
}

/** Names and types of a span and those around it, from the root. */
function path(span: Span, trace: Trace): readonly string[] {
  const parent = trace.data.spans.find(({ spanId }) => spanId === span.parentId);
  return [...(parent ? path(parent, trace) : []), `${span.name} ${span.spanType}`];
}

function exceptionsOf(span: Span): readonly unknown[] {
  return span.events.filter(({ name }) => name === 'exception').map(({ attributes }) => attributes['exception.type']);
}

function refused(trace: Trace): void {
  const span = only(trace, 'OpenAI.chat');
  expect([span.status.code, exceptionsOf(span)]).toEqual(['ERROR', ['AuthenticationError']]);
  expect(span.outputs).toBeUndefined();
}

function queried(trace: Trace): void {
  expect(rootOf(trace)).toMatchObject({
    name: 'RetrieverQueryEngine.query',
    spanType: SpanType.CHAIN,
    inputs: { query: 'How do people get up the hills of Lisbon?' },
    outputs: { response: 'People take the yellow trams up the hills of Lisbon.' },
  });
}
