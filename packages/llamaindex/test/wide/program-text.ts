const head = {
  cjs: `const { metadataOfTraces, printTraces } = require('./print-traces.cjs'); const { autolog } = require('@spanwright/llamaindex');
    const openai = require('@spanwright/openai'); const mlflow = require('@spanwright/core');
    const lib = require('llamaindex'); const { OpenAI, OpenAIEmbedding } = require('@llamaindex/openai');
    const workflow = require('@llamaindex/workflow');`,
  esm: `import { metadataOfTraces, printTraces } from './print-traces.cjs'; import { autolog } from '@spanwright/llamaindex';
    import * as openai from '@spanwright/openai'; import * as mlflow from '@spanwright/core';
    import * as lib from 'llamaindex'; import { OpenAI, OpenAIEmbedding } from '@llamaindex/openai';
    import * as workflow from '@llamaindex/workflow';`,
} as const;

const setUp = `
  const llm = new OpenAI({ model: 'gpt-4o-mini', maxRetries: 0 });
  const embedModel = new OpenAIEmbedding({ model: 'text-embedding-3-small', maxRetries: 0 });
  const documents = [
    { id_: 'lisbon', text: 'Lisbon lies on seven hills by the Tagus. Yellow trams climb them. Its winters are mild and its summers dry.' },
    { id_: 'bergen', text: 'Bergen lies between seven mountains by the North Sea. It rains there on 240 days of the year.' },
    { id_: 'bread', text: 'A sourdough loaf needs flour, water, salt and a day of patience.' },
  ].map((init) => new lib.Document({ ...init, metadata: { title: init.id_ } }));
  const ASKED = 'How do people get up the hills of Lisbon?';
  const quiet = { logger: { log() {}, error() {}, warn() {} } };
  const indexed = () => lib.Settings.withLLM(llm, () => lib.Settings.withEmbedModel(embedModel,
    () => lib.VectorStoreIndex.fromDocuments(documents, quiet)));
  const within = (work) => lib.Settings.withLLM(llm, () => lib.Settings.withEmbedModel(embedModel, work));
  const weather = () => lib.tool(({ city }) => mlflow.withSpan('look up', async () => 'rain, 9 degrees'), {
    name: 'get_weather', description: 'Current weather of a city',
    parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] } });
  const agentOf = (tool) => workflow.agent({ name: 'forecaster', description: 'Knows the weather', llm, tools: [tool],
    systemPrompt: 'You know the weather.' });`;

/** A program that runs `text` after its imports, with models, documents and an agent at hand. */
export function programText(format: 'cjs' | 'esm', text: string): string {
  const body = format === 'esm' ? `${setUp} ${text}` : `(async () => { ${setUp} ${text} })();`;
  return `${head[format]} ${body}`;
}
