import { at, fieldsAt, functionTool, isFilled, listAt, reportedUsage, textAt, type Wire } from '@spanwright/core/kit';
import { SpanAttributeKey, SpanType } from '@spanwright/core/model';

type Fields = Readonly<Record<string, unknown>>;

/** What is said of an answer that broke off: the error itself the AI SDK tells the program alone. */
export const BROKEN_OFF = 'the answer of the model broke off';

/** How one kind of work of the AI SDK is recorded: what its start tells, and what its result tells. */
export interface OperationKind {
  readonly spanType: SpanType | ((event: unknown) => SpanType);
  name(event: unknown): string;
  inputs?(event: unknown): unknown;
  /** Attributes that the start tells. */
  started?(event: unknown): Fields;
  outputs?(result: unknown): unknown;
  /** The error that a result tells of. */
  failure?(result: unknown): { readonly error: unknown } | undefined;
  /** Attributes that the result tells. */
  ended?(result: unknown): Fields;
}

const PARAMETERS = [
  'maxOutputTokens',
  'temperature',
  'topP',
  'topK',
  'presencePenalty',
  'frequencyPenalty',
  'stopSequences',
  'seed',
  'reasoning',
  'toolChoice',
];

const model = (event: unknown): Fields => ({
  [SpanAttributeKey.MODEL]: at(event, 'modelId'),
  // `openai.responses` is OpenAI's Responses API.
  [SpanAttributeKey.MODEL_PROVIDER]: textAt(event, 'provider')?.split('.')[0],
});

const prompt = (event: unknown): unknown => selected(event, ['instructions', 'messages']);
const answer = (result: unknown): unknown => selected(result, ['content', 'finishReason']);

const text: OperationKind = {
  // With tools it goes on by itself until the task is done.
  spanType: (event) => (isFilled(at(event, 'tools')) ? SpanType.AGENT : SpanType.CHAIN),
  name: (event) => textAt(event, 'functionId') ?? (textAt(event, 'operationId') ?? 'ai.text').slice('ai.'.length),
  inputs: prompt,
  started: model,
  outputs: (result) => answer(listAt(result, 'steps').at(-1) ?? result),
  failure: brokenOff,
};

const embedding: OperationKind = {
  spanType: SpanType.EMBEDDING,
  name: text.name,
  inputs: (event) => at(event, 'value'),
  started: model,
  outputs: (result) => {
    const vectors = [at(result, 'embedding'), ...listAt(result, 'embeddings')].filter(Array.isArray);
    return { count: vectors.length, dimensions: vectors[0]?.length ?? 0 };
  },
  ended: (result) => {
    const tokens = at(at(result, 'usage'), 'tokens');
    return { [SpanAttributeKey.CHAT_USAGE]: reportedUsage({ inputTokens: tokens }) };
  },
};

const plain: OperationKind = {
  spanType: SpanType.CHAIN,
  name: text.name,
  inputs: (event) => selected(event, ['value', 'text', 'query', 'documents', 'audio', 'voice', 'options']),
  started: model,
};

/** Types of the channel `ai:telemetry` (ai 7.0). */
const KINDS: Readonly<Record<string, OperationKind>> = {
  generateText: text,
  streamText: text,
  step: {
    spanType: SpanType.CHAIN,
    name: (event) => `step ${Number(at(event, 'stepNumber')) + 1}`,
    outputs: answer,
    failure: brokenOff,
  },
  languageModelCall: {
    spanType: SpanType.CHAT_MODEL,
    name: (event) => textAt(event, 'modelId') ?? 'model',
    inputs: prompt,
    started: (event) => ({
      ...model(event),
      [SpanAttributeKey.MESSAGE_FORMAT]: 'vercel_ai',
      [SpanAttributeKey.CHAT_TOOLS]: chatTools(at(event, 'tools')),
      invocation_params: modelParameters(event),
    }),
    outputs: (result) => ({ content: at(result, 'content'), finishReason: finishReason(result) }),
    ended: (result) => ({ [SpanAttributeKey.CHAT_USAGE]: reportedUsage(at(result, 'usage')) }),
    failure: brokenOff,
  },
  executeTool: {
    spanType: SpanType.TOOL,
    name: (event) => textAt(at(event, 'toolCall'), 'toolName') ?? 'tool',
    inputs: (event) => at(at(event, 'toolCall'), 'input'),
    started: (event) => ({ tool_call_id: at(at(event, 'toolCall'), 'toolCallId') }),
    outputs: (result) => at(at(result, 'output'), 'output'),
    failure: (result) => {
      const told = at(result, 'output');
      return at(told, 'type') === 'tool-error' ? { error: at(told, 'error') } : undefined;
    },
  },
  embed: embedding,
  embedMany: embedding,
  rerank: { ...plain, spanType: SpanType.RERANKER, outputs: (result) => at(result, 'ranking') },
};

/** How work of a type is recorded; a type that is not known is a plain one. */
export function operationKind(type: string): OperationKind {
  return KINDS[type] ?? { ...plain, name: (event) => textAt(event, 'functionId') ?? type };
}

/** The parameters of a model call that are there. */
export function modelParameters(event: unknown): Wire | undefined {
  return selected(event, PARAMETERS);
}

function brokenOff(result: unknown): { readonly error: unknown } | undefined {
  return finishReason(result) === 'error' ? { error: new Error(BROKEN_OFF) } : undefined;
}

function finishReason(result: unknown): unknown {
  const reason = at(result, 'finishReason');
  return at(reason, 'unified') ?? reason;
}

function chatTools(tools: unknown): readonly Wire[] | undefined {
  if (!Array.isArray(tools) || tools.length === 0) return undefined;
  return tools.map((tool: unknown) =>
    functionTool({
      name: at(tool, 'name'),
      description: textAt(tool, 'description'),
      parameters: at(tool, 'inputSchema'),
    }),
  );
}

/** The fields that are there; undefined where none is. */
function selected(holder: unknown, keys: readonly string[]): Wire | undefined {
  const found = fieldsAt(holder, keys);
  return isFilled(found) ? found : undefined;
}
