/**
 * MLflow's span types, `HANDOFF` added for the moment one agent passes a task to another.
 * Any other string is allowed too: MLflow keeps custom types as they are.
 */
export const SpanType = {
  LLM: 'LLM',
  CHAIN: 'CHAIN',
  AGENT: 'AGENT',
  TOOL: 'TOOL',
  CHAT_MODEL: 'CHAT_MODEL',
  RETRIEVER: 'RETRIEVER',
  PARSER: 'PARSER',
  EMBEDDING: 'EMBEDDING',
  RERANKER: 'RERANKER',
  MEMORY: 'MEMORY',
  UNKNOWN: 'UNKNOWN',
  WORKFLOW: 'WORKFLOW',
  TASK: 'TASK',
  GUARDRAIL: 'GUARDRAIL',
  EVALUATOR: 'EVALUATOR',
  HANDOFF: 'HANDOFF',
} as const;

/** One of MLflow's span types, or any custom string. */
export type SpanType = (typeof SpanType)[keyof typeof SpanType] | (string & {});
