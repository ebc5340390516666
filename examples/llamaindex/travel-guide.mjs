// What programs do with LlamaIndex: an index over documents, a query engine, a chat engine, an agent with a tool. Each
// becomes a trace by one line.
import * as mlflow from 'spanwright';
import { renderTrace, terminalStyle } from 'spanwright/render';
import { OpenAI, OpenAIEmbedding } from '@llamaindex/openai';
import { agent } from '@llamaindex/workflow';
import { Document, Settings, VectorStoreIndex } from 'llamaindex';
import { chooseEndpoint } from './endpoint.mjs';

mlflow.llamaindex.autolog();

const endpoint = await chooseEndpoint();
Settings.llm = new OpenAI({ model: 'gpt-4o-mini', ...endpoint.options });
Settings.embedModel = new OpenAIEmbedding({ model: 'text-embedding-3-small', ...endpoint.options });

const TEXTS = {
  lisbon: 'Lisbon lies on seven hills by the Tagus. Yellow trams climb them. Its winters are mild and its summers dry.',
  bergen: 'Bergen lies between seven mountains by the North Sea. It rains there on 240 days of the year.',
  bread: 'A sourdough loaf needs flour, water, salt and a day of patience.',
};
const documents = Object.entries(TEXTS).map(([title, text]) => new Document({ id_: title, text, metadata: { title } }));
const QUESTION = 'How do people get up the hills of Lisbon?';

let index;
const steps = {
  async 'an index over documents'() {
    index = await VectorStoreIndex.fromDocuments(documents, { logger: { log() {}, warn() {}, error() {} } });
    console.log(`${documents.length} documents are indexed.`);
  },
  async 'a query engine'() {
    const { message } = await index.asQueryEngine({ similarityTopK: 2 }).query({ query: QUESTION });
    console.log(message.content);
  },
  async 'a chat engine, in a stream'() {
    const stream = await index.asChatEngine({ similarityTopK: 1 }).chat({ message: QUESTION, stream: true });
    for await (const { message } of stream) process.stdout.write(message.content);
    process.stdout.write('\n');
  },
  async 'an agent with a tool'() {
    const guide = index.queryTool({
      options: { similarityTopK: 2 },
      metadata: {
        name: 'city_guide',
        description: 'Answers questions about cities',
        parameters: { type: 'object', properties: { query: { type: 'string' } }, required: ['query'] },
      },
    });
    const { data } = await agent({ name: 'traveller', tools: [guide] }).run('Plan an afternoon in Lisbon for me.');
    console.log(data.result);
  },
};

const traceIds = [];
try {
  for (const [title, step] of Object.entries(steps)) {
    console.log(`\n${title}`);
    await step();
    traceIds.push(mlflow.getLastActiveTraceId());
  }
} finally {
  await mlflow.flush();
  await endpoint.close();
}
for (const id of traceIds) {
  const trace = await mlflow.getTrace(id);
  console.log(`\n${renderTrace(trace, terminalStyle(process.stdout)).join('\n')}`);
}
