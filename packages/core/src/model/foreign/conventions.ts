// How other conventions say what MLflow's attributes say: OpenTelemetry's for generative AI (`gen_ai.*`, with the names
// of older versions), OpenInference, the Vercel AI SDK (`ai.*`) and Traceloop. Of several keys the first that is there counts.

/** Span types by the value of a key. */
export const TYPES: readonly (readonly [key: string, types: { readonly [value: string]: string }])[] = [
  [
    'openinference.span.kind',
    {
      LLM: 'CHAT_MODEL',
      CHAIN: 'CHAIN',
      AGENT: 'AGENT',
      TOOL: 'TOOL',
      RETRIEVER: 'RETRIEVER',
      RERANKER: 'RERANKER',
      EMBEDDING: 'EMBEDDING',
      GUARDRAIL: 'GUARDRAIL',
      EVALUATOR: 'EVALUATOR',
    },
  ],
  [
    'gen_ai.operation.name',
    {
      chat: 'CHAT_MODEL',
      generate_content: 'CHAT_MODEL',
      text_completion: 'LLM',
      embeddings: 'EMBEDDING',
      execute_tool: 'TOOL',
      invoke_agent: 'AGENT',
      create_agent: 'AGENT',
      invoke_workflow: 'WORKFLOW',
      retrieval: 'RETRIEVER',
    },
  ],
  ['traceloop.span.kind', { workflow: 'WORKFLOW', task: 'TASK', agent: 'AGENT', tool: 'TOOL' }],
  ['llm.request.type', { chat: 'CHAT_MODEL', completion: 'LLM', embedding: 'EMBEDDING', rerank: 'RERANKER' }],
  [
    'ai.operationId',
    {
      'ai.generateText': 'CHAIN',
      'ai.streamText': 'CHAIN',
      'ai.generateObject': 'CHAIN',
      'ai.streamObject': 'CHAIN',
      'ai.generateText.doGenerate': 'CHAT_MODEL',
      'ai.streamText.doStream': 'CHAT_MODEL',
      'ai.generateObject.doGenerate': 'CHAT_MODEL',
      'ai.streamObject.doStream': 'CHAT_MODEL',
      'ai.toolCall': 'TOOL',
      'ai.embed.doEmbed': 'EMBEDDING',
      'ai.embedMany.doEmbed': 'EMBEDDING',
    },
  ],
];

/** Keys of messages of a request in OpenTelemetry's form. */
export const INPUT_MESSAGES = 'gen_ai.input.messages';
/** Keys of messages of a result in OpenTelemetry's form. */
export const OUTPUT_MESSAGES = 'gen_ai.output.messages';

/** Prefixes of messages whose fields are keys of their own, `PREFIX.0.message.role`, and what stands before a field. */
export const SPREAD_INPUTS: readonly (readonly [prefix: string, field: string])[] = [
  ['llm.input_messages', 'message.'],
  ['gen_ai.prompt', ''],
];
/** As `SPREAD_INPUTS`, of results. */
export const SPREAD_OUTPUTS: readonly (readonly [prefix: string, field: string])[] = [
  ['llm.output_messages', 'message.'],
  ['gen_ai.completion', ''],
];

/** Keys of inputs. */
export const INPUTS: readonly string[] = [
  'input.value',
  'gen_ai.tool.call.arguments',
  'gen_ai.retrieval.query.text',
  'ai.prompt.messages',
  'ai.prompt',
  'ai.toolCall.args',
  'ai.value',
  'ai.values',
  'traceloop.entity.input',
  'gen_ai.prompt',
];
/** Keys of outputs. */
export const OUTPUTS: readonly string[] = [
  'output.value',
  'gen_ai.tool.call.result',
  'gen_ai.retrieval.documents',
  'ai.response.text',
  'ai.response.object',
  'ai.response.toolCalls',
  'ai.toolCall.result',
  'traceloop.entity.output',
  'gen_ai.completion',
];
/** Keys of the model's name. */
export const MODELS: readonly string[] = [
  'gen_ai.response.model',
  'gen_ai.request.model',
  'llm.model_name',
  'embedding.model_name',
  'ai.response.model',
  'ai.model.id',
];
/** Keys of the provider's name. */
export const PROVIDERS: readonly string[] = [
  'gen_ai.provider.name',
  'gen_ai.system',
  'llm.provider',
  'llm.system',
  'ai.model.provider',
];

/** Keys of token usage, by MLflow's names. */
export const USAGE: { readonly [name: string]: readonly string[] } = {
  input_tokens: [
    'gen_ai.usage.input_tokens',
    'gen_ai.usage.prompt_tokens',
    'llm.token_count.prompt',
    'ai.usage.inputTokens',
    'ai.usage.promptTokens',
    'ai.usage.tokens',
  ],
  output_tokens: [
    'gen_ai.usage.output_tokens',
    'gen_ai.usage.completion_tokens',
    'llm.token_count.completion',
    'ai.usage.outputTokens',
    'ai.usage.completionTokens',
  ],
  total_tokens: [
    'gen_ai.usage.total_tokens',
    'llm.usage.total_tokens',
    'llm.token_count.total',
    'ai.usage.totalTokens',
  ],
  cache_read_input_tokens: [
    'gen_ai.usage.cache_read.input_tokens',
    'gen_ai.usage.cache_read_input_tokens',
    'llm.token_count.prompt_details.cache_read',
    'ai.usage.cachedInputTokens',
  ],
  cache_creation_input_tokens: [
    'gen_ai.usage.cache_creation.input_tokens',
    'gen_ai.usage.cache_creation_input_tokens',
    'llm.token_count.prompt_details.cache_write',
  ],
};
