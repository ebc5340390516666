'use strict';
// What the scenarios share: documents about two cities, and models of the provider at `baseURL`.

const TEXTS = {
  lisbon: 'Lisbon lies on seven hills by the Tagus. Yellow trams climb them. Its winters are mild and its summers dry.',
  bergen: 'Bergen lies between seven mountains by the North Sea. It rains there on 240 days of the year.',
  bread: 'A sourdough loaf needs flour, water, salt and a day of patience.',
};

const documents = ({ llamaindex }) =>
  Object.entries(TEXTS).map(([id_, text]) => new llamaindex.Document({ id_, text, metadata: { title: id_ } }));

const model = ({ openai }, baseURL, more = {}) =>
  new openai.OpenAI({ model: 'gpt-4o-mini', apiKey: 'test-key', baseURL, maxRetries: 0, ...more });

const embeddings = ({ openai }, baseURL) =>
  new openai.OpenAIEmbedding({ model: 'text-embedding-3-small', apiKey: 'test-key', baseURL, maxRetries: 0 });

/** Runs `work` with an index over the documents, and the models that it asks. */
async function withIndex(lib, baseURL, work) {
  const { Settings, VectorStoreIndex } = lib.llamaindex;
  return Settings.withLLM(model(lib, baseURL), () =>
    Settings.withEmbedModel(embeddings(lib, baseURL), async () => {
      const index = await VectorStoreIndex.fromDocuments(documents(lib), {
        logger: { log() {}, error() {}, warn() {} },
      });
      return work(index);
    }),
  );
}

async function readAll(stream) {
  const items = [];
  for await (const item of stream) items.push(item);
  return items;
}

async function errorOf(work) {
  try {
    await work();
  } catch (error) {
    return { className: error.constructor.name, message: error.message, status: error.status };
  }
  throw new Error('it should have failed');
}

const question = [{ role: 'user', content: 'Why is the sky blue?' }];

module.exports = { documents, embeddings, errorOf, model, question, readAll, withIndex };
