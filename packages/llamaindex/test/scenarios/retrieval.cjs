'use strict';
const { documents, readAll, withIndex } = require('./library.cjs');

const ASKED = 'How do people get up the hills of Lisbon?';

module.exports = {
  'parse documents': ({ llamaindex, ...lib }) =>
    new llamaindex.SentenceSplitter({ chunkSize: 64, chunkOverlap: 0 })
      .getNodesFromDocuments(documents({ llamaindex, ...lib }))
      .map((node) => node.text),
  'retrieve nodes': (lib, url) =>
    withIndex(lib, url, (index) => index.asRetriever({ similarityTopK: 2 }).retrieve({ query: ASKED })),
  'ask a query engine': (lib, url) =>
    withIndex(lib, url, (index) => index.asQueryEngine({ similarityTopK: 2 }).query({ query: ASKED })),
  'ask a query engine in a stream': (lib, url) =>
    withIndex(lib, url, async (index) =>
      readAll(await index.asQueryEngine({ similarityTopK: 2 }).query({ query: ASKED, stream: true })),
    ),
  'ask a query engine with postprocessors': (lib, url) =>
    withIndex(lib, url, (index) => {
      const nodePostprocessors = [new lib.llamaindex.SimilarityPostprocessor({ similarityCutoff: 0.5 })];
      return index.asQueryEngine({ similarityTopK: 3, nodePostprocessors }).query({ query: ASKED });
    }),
  'two turns with a chat engine': (lib, url) =>
    withIndex(lib, url, async (index) => {
      const engine = index.asChatEngine({ similarityTopK: 1 });
      return [await engine.chat({ message: ASKED }), await engine.chat({ message: 'And is it dry there?' })];
    }),
  'a chat engine in a stream': (lib, url) =>
    withIndex(lib, url, async (index) =>
      readAll(await index.asChatEngine({ similarityTopK: 1 }).chat({ message: ASKED, stream: true })),
    ),
  'a simple chat engine': (lib, url) =>
    withIndex(lib, url, () => new lib.llamaindex.SimpleChatEngine().chat({ message: 'Why is the sky blue?' })),
  'a chat engine that condenses the question': (lib, url) =>
    withIndex(lib, url, (index) => {
      const queryEngine = index.asQueryEngine({ similarityTopK: 1 });
      const chatHistory = [
        { role: 'user', content: 'Where is Lisbon?' },
        { role: 'assistant', content: 'In Portugal.' },
      ];
      return new lib.llamaindex.CondenseQuestionChatEngine({ queryEngine, chatHistory }).chat({
        message: 'Is it dry there?',
      });
    }),
};
