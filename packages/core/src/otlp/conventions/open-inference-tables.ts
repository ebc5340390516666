import type { FieldTable } from './pick.ts';

/** Span kinds by span type; every other type is a CHAIN, OpenInference's kind for work in general. */
export const KINDS: Readonly<Record<string, string>> = {
  LLM: 'LLM',
  CHAT_MODEL: 'LLM',
  AGENT: 'AGENT',
  TOOL: 'TOOL',
  RETRIEVER: 'RETRIEVER',
  RERANKER: 'RERANKER',
  EMBEDDING: 'EMBEDDING',
  GUARDRAIL: 'GUARDRAIL',
  EVALUATOR: 'EVALUATOR',
};

/** Fields of `mlflow.chat.tokenUsage`. */
export const USAGE: FieldTable = [
  ['input_tokens', 'llm.token_count.prompt'],
  ['output_tokens', 'llm.token_count.completion'],
  ['total_tokens', 'llm.token_count.total'],
  ['cache_read_input_tokens', 'llm.token_count.prompt_details.cache_read'],
  ['cache_creation_input_tokens', 'llm.token_count.prompt_details.cache_write'],
  ['reasoning_tokens', 'llm.token_count.completion_details.reasoning'],
];

/** Fields of a document that a retriever found; LangChain's and LlamaIndex's names. */
export const DOCUMENT: FieldTable = [
  ['page_content', 'content'],
  ['pageContent', 'content'],
  ['text', 'content'],
  ['id', 'id'],
  ['score', 'score'],
];

/** Fields of a request that are no parameters. */
export const CONTENT_FIELDS: ReadonlySet<string> = new Set(['messages', 'input', 'prompt', 'tools', 'instructions']);
