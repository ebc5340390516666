import type { FieldTable } from './pick.ts';

/** Operation names by span type; other types keep their own name, as MLflow's translation has it. */
export const OPERATIONS: Readonly<Record<string, string>> = {
  LLM: 'chat',
  CHAT_MODEL: 'chat',
  EMBEDDING: 'embeddings',
  TOOL: 'execute_tool',
  AGENT: 'invoke_agent',
  RETRIEVER: 'retrieval',
  WORKFLOW: 'invoke_workflow',
};

/** Fields of a request. */
export const REQUEST: FieldTable = [
  ['model', 'gen_ai.request.model'],
  ['temperature', 'gen_ai.request.temperature'],
  ['top_p', 'gen_ai.request.top_p'],
  ['top_k', 'gen_ai.request.top_k'],
  ['max_completion_tokens', 'gen_ai.request.max_tokens'],
  ['max_output_tokens', 'gen_ai.request.max_tokens'],
  ['max_tokens', 'gen_ai.request.max_tokens'],
  ['frequency_penalty', 'gen_ai.request.frequency_penalty'],
  ['presence_penalty', 'gen_ai.request.presence_penalty'],
  ['seed', 'gen_ai.request.seed'],
  ['n', 'gen_ai.request.choice.count'],
  ['stream', 'gen_ai.request.stream'],
  ['dimensions', 'gen_ai.embeddings.dimension.count'],
];

/** Fields of a result. */
export const RESPONSE: FieldTable = [
  ['id', 'gen_ai.response.id'],
  ['model', 'gen_ai.response.model'],
];

/** Fields of `mlflow.chat.tokenUsage`. */
export const USAGE: FieldTable = [
  ['input_tokens', 'gen_ai.usage.input_tokens'],
  ['output_tokens', 'gen_ai.usage.output_tokens'],
  ['cache_read_input_tokens', 'gen_ai.usage.cache_read.input_tokens'],
  ['cache_creation_input_tokens', 'gen_ai.usage.cache_creation.input_tokens'],
  ['reasoning_tokens', 'gen_ai.usage.reasoning.output_tokens'],
];

/** Providers whose name differs. */
export const PROVIDERS: Readonly<Record<string, string>> = {
  azure: 'azure.ai.openai',
  azure_openai: 'azure.ai.openai',
  bedrock: 'aws.bedrock',
  gemini: 'gcp.gemini',
  vertexai: 'gcp.vertex_ai',
  mistral: 'mistral_ai',
  xai: 'x_ai',
};
