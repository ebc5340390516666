import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { nodeBinaries, ownRecordings, type ProviderServer, startProviderServer } from '@spanwright/fixtures';
import { programText } from './program-text.ts';
import { runProgram } from './run-program.ts';

/** What a program does after its set-up, and the spans that it has. */
const PROGRAMS: Record<string, readonly [text: string, printed: string]> = {
  'with openai.autolog() has one provider span under each model span, and its tokens once': [
    `openai.autolog(); autolog(); const index = await indexed(); await printTraces();
     await within(() => index.asQueryEngine({ similarityTopK: 2 }).query({ query: ASKED })); await printTraces();`,
    `VectorStoreIndex.fromDocuments
  SentenceSplitter.getNodesFromDocuments
  OpenAIEmbedding.getTextEmbeddingsBatch
    Embeddings
81 tokens
VectorStoreIndex.fromDocuments
  SentenceSplitter.getNodesFromDocuments
  OpenAIEmbedding.getTextEmbeddingsBatch
    Embeddings
RetrieverQueryEngine.query
  VectorIndexRetriever.retrieve
    OpenAIEmbedding.getQueryEmbedding
      OpenAIEmbedding.getTextEmbedding
        Embeddings
  CompactAndRefine.synthesize
    OpenAI.complete
      OpenAI.chat
        Completions
81 tokens
138 tokens
`,
  ],
  'has the streamed provider call under the streamed model span': [
    `openai.autolog(); autolog(); const stream = await new OpenAI({ model: 'chat-stream-usage', maxRetries: 0,
       additionalChatOptions: { stream_options: { include_usage: true } } })
       .chat({ messages: [{ role: 'user', content: 'Hi' }], stream: true });
     for await (const _ of stream); await printTraces();`,
    'OpenAI.chat\n  Completions\n33 tokens\n',
  ],
  'has the calls of engines and models that were made before': [
    `const index = await indexed(); const engine = within(() => index.asQueryEngine({ similarityTopK: 2 })); autolog();
     await mlflow.withSpan('mine', () => within(() => engine.query({ query: ASKED }))); await printTraces();`,
    `mine
  RetrieverQueryEngine.query
    VectorIndexRetriever.retrieve
      OpenAIEmbedding.getQueryEmbedding
        OpenAIEmbedding.getTextEmbedding
    CompactAndRefine.synthesize
      OpenAI.complete
        OpenAI.chat
126 tokens
`,
  ],
  'has the streams of a model that was made before, the provider call inside': [
    `openai.autolog(); const old = new OpenAI({ model: 'chat-stream-usage', maxRetries: 0,
       additionalChatOptions: { stream_options: { include_usage: true } } }); autolog();
     const stream = await old.chat({ messages: [{ role: 'user', content: 'Hi' }], stream: true });
     for await (const _ of stream); await printTraces();`,
    'OpenAI.chat\n  Completions\n33 tokens\n',
  ],
  'has the steps, tools and spans of its own of an agent that was made before': [
    `const agent = agentOf(weather()); autolog(); await agent.run('What is the weather in Bergen?'); await printTraces();`,
    `AgentWorkflow.run
  forecaster
    OpenAI.chat
  get_weather
    look up
  forecaster
    OpenAI.chat
`,
  ],
  'is as it was where a model that was made before fails, and has its trace at the end': [
    `const old = new OpenAI({ model: 'chat-error-401', maxRetries: 0 }); autolog();
     await old.chat({ messages: [{ role: 'user', content: 'Hi' }] }).catch((error) => console.log(error.status));`,
    '401\n',
  ],
  'keeps its own listeners, and its own callback manager': [
    `autolog(); const heard = []; const manager = new lib.CallbackManager();
     for (const event of ['query-start', 'llm-start', 'llm-end', 'query-end']) manager.on(event, () => heard.push(event));
     const index = await indexed();
     await lib.Settings.withCallbackManager(manager, () => within(() => index.asQueryEngine({ similarityTopK: 2 }).query({ query: ASKED })));
     console.log(heard.join());`,
    'query-start,llm-start,llm-end,query-end\n',
  ],
  'has a tool that is called directly, once': [
    `autolog(); const index = await indexed(); await mlflow.flush(); const tool = weather();
     await mlflow.withSpan('mine', () => tool.call({ city: 'Bergen' })); await printTraces();`,
    `VectorStoreIndex.fromDocuments
  SentenceSplitter.getNodesFromDocuments
  OpenAIEmbedding.getTextEmbeddingsBatch
mine
  get_weather
    look up
`,
  ],
  'has one trace of an agent workflow whose events it sends by itself': [
    `const agent = agentOf(weather()); autolog(); const { stream, sendEvent } = agent.createContext();
     sendEvent(workflow.startAgentEvent.with({ userInput: 'What is the weather in Bergen?' }));
     await stream.until(workflow.stopAgentEvent).toArray(); await printTraces();`,
    `AgentWorkflow.run
  forecaster
    OpenAI.chat
  get_weather
    look up
  forecaster
    OpenAI.chat
`,
  ],
  'has steps of an agent inside the step of the workflow that asks it': [
    `autolog(); const [start, stop] = ['start', 'stop'].map((debugLabel) => workflow.workflowEvent({ debugLabel }));
     const flow = workflow.createWorkflow();
     flow.handle([start], async function forecast() {
       const { data } = await agentOf(weather()).run('What is the weather in Bergen?');
       return stop.with(data.result);
     });
     const { stream, sendEvent } = flow.createContext(); sendEvent(start.with());
     await stream.until(stop).toArray(); await printTraces();`,
    `Workflow.run
  forecast
    AgentWorkflow.run
      forecaster
        OpenAI.chat
      get_weather
        look up
      forecaster
        OpenAI.chat
`,
  ],
};

let server: ProviderServer;
beforeAll(async () => {
  server = await startProviderServer({ recordings: [...ownRecordings('llamaindex'), ...ownRecordings('openai')] });
});
afterAll(() => server.close());

describe.each(nodeBinaries())('a program that uses LlamaIndex, on %s', (node) => {
  describe.each(['cjs', 'esm'] as const)('of format %s', (format) => {
    it.each(Object.entries(PROGRAMS))('%s', async (_, [text, printed]) => {
      const run = await runProgram({ node, url: server.url, format, text: programText(format, text) });
      expect(run).toEqual({ code: 0, signal: undefined, stdout: printed, stderr: '' });
    });
  });
});
