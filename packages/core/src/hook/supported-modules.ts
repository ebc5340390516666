/**
 * What `--import @spanwright/core/register` prepares for: the names under which supported libraries are imported, as
 * far as their integrations patch what these export. Nothing else is ever intercepted.
 */
export const SUPPORTED_MODULES: readonly string[] = [
  'openai',
  'openai/realtime/ws',
  'openai/realtime/websocket',
  'openai/beta/realtime/ws',
  'openai/beta/realtime/websocket',
  'openai/resources/responses/ws',
  '@langchain/core/callbacks/manager',
  '@langchain/core/language_models/chat_models',
  '@langchain/core/prompts',
  '@langchain/core/runnables',
  '@langchain/langgraph',
  'llamaindex',
  '@llamaindex/core/chat-engine',
  '@llamaindex/core/agent',
  '@llamaindex/core/embeddings',
  '@llamaindex/core/global',
  '@llamaindex/core/llms',
  '@llamaindex/core/node-parser',
  '@llamaindex/core/query-engine',
  '@llamaindex/core/response-synthesizers',
  '@llamaindex/core/retriever',
  '@llamaindex/core/tools',
  '@llamaindex/openai',
  '@llamaindex/workflow',
  '@llamaindex/workflow-core/async-context',
  '@openai/agents',
  '@openai/agents-core',
];
