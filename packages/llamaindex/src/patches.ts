import type { CallReader } from '@spanwright/core/kit';
import { agentStep } from './agent-step.ts';
import { chat } from './chat.ts';
import { complete, exec } from './complete.ts';
import { embedQuery, embedText, embedTexts } from './embeddings.ts';
import { agentChat, chatEngine, query, synthesize } from './engines.ts';
import { buildIndex, ingest, parseNodes } from './indexing.ts';
import { postprocess, retrieve } from './retrieval.ts';
import { agentToolCall, toolCall } from './tool-call.ts';

/** Methods to record, by path in a module's exports. */
export interface Patches {
  readonly [path: string]: CallReader;
}

/**
 * Methods of base classes in `@llamaindex/core`: every retriever, engine, synthesizer, parser and model inherits them.
 * Each of its modules has some of them, `llamaindex` has all.
 */
export const corePatches: Patches = {
  'BaseQueryEngine#query': query,
  'BaseRetriever#retrieve': retrieve,
  'BaseSynthesizer#synthesize': synthesize,
  'ContextChatEngine#chat': chatEngine,
  'SimpleChatEngine#chat': chatEngine,
  'AgentRunner#chat': agentChat,
  'RetrieverQueryEngine#applyNodePostprocessors': postprocess,
  'DefaultContextGenerator#applyNodePostprocessors': postprocess,
  'NodeParser#getNodesFromDocuments': parseNodes,
  'BaseLLM#complete': complete,
  'BaseLLM#exec': exec,
  'BaseEmbedding#getQueryEmbedding': embedQuery,
  'BaseEmbedding#getTextEmbeddingsBatch': embedTexts,
  'MultiModalEmbedding#getQueryEmbedding': embedQuery,
};

/** Methods of `llamaindex` itself. */
export const llamaindexPatches: Patches = {
  'CondenseQuestionChatEngine#chat': chatEngine,
  'QueryEngineTool#call': toolCall,
  'VectorStoreIndex.fromDocuments': buildIndex,
  'SummaryIndex.fromDocuments': buildIndex,
  'KeywordTableIndex.fromDocuments': buildIndex,
  'IngestionPipeline#run': ingest,
};

/** Methods of `@llamaindex/openai`. */
export const openaiPatches: Patches = {
  'OpenAI#chat': chat,
  'OpenAIResponses#chat': chat,
  'OpenAIEmbedding#getTextEmbedding': embedText,
};

/** Methods of `@llamaindex/workflow`. */
export const workflowPatches: Patches = {
  'FunctionAgent#takeStep': agentStep,
  'AgentWorkflow#callTool': agentToolCall,
};
