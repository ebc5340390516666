'use strict';
// Loads LangChain as one flat object, in either module format.

const SHARED = [
  '@langchain/core/callbacks/base',
  '@langchain/core/callbacks/manager',
  '@langchain/core/chat_history',
  '@langchain/core/embeddings',
  '@langchain/core/language_models/chat_models',
  '@langchain/core/messages',
  '@langchain/core/output_parsers',
  '@langchain/core/output_parsers/openai_tools',
  '@langchain/core/outputs',
  '@langchain/core/prompts',
  '@langchain/core/retrievers/document_compressors',
  '@langchain/core/runnables',
  '@langchain/core/tools',
  '@langchain/openai',
  '@langchain/langgraph',
  '@langchain/langgraph/prebuilt',
  'zod',
];

/** By generation, names that only it has. */
const OWN = {
  langchain0: ['langchain/vectorstores/memory', 'langchain/retrievers/contextual_compression'],
  langchain1: [
    '@langchain/classic/vectorstores/memory',
    '@langchain/classic/retrievers/contextual_compression',
    '@langchain/langgraph-swarm',
    '@langchain/langgraph-supervisor',
    'langchain',
  ],
};

/** Names that two modules export: which one is meant. */
const MEANT = { createHandoffTool: '@langchain/langgraph-swarm', tool: '@langchain/core/tools' };

exports.loadLibrary = async (generation, load) => {
  const lib = {};
  for (const name of [...SHARED, ...OWN[generation]]) {
    const module = await load(name);
    for (const [key, value] of Object.entries(module)) {
      if (!(key in lib) || MEANT[key] === name) lib[key] = value;
    }
  }
  return lib;
};
