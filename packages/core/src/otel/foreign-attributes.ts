import type * as otel from '@opentelemetry/api';
import { type JsonObject, type JsonValue, SpanAttributeKey } from '../model/index.ts';

/** Span types by OpenTelemetry's operation names and OpenInference's kinds. */
const TYPES: Readonly<Record<string, string>> = {
  chat: 'CHAT_MODEL',
  generate_content: 'CHAT_MODEL',
  text_completion: 'LLM',
  embeddings: 'EMBEDDING',
  execute_tool: 'TOOL',
  invoke_agent: 'AGENT',
  create_agent: 'AGENT',
  retrieval: 'RETRIEVER',
  invoke_workflow: 'WORKFLOW',
};

/** Where other conventions keep what MLflow has a key for; the first that is there counts. */
const SOURCES: readonly (readonly [key: string, sources: readonly string[], read: (value: JsonValue) => JsonValue])[] =
  [
    [
      SpanAttributeKey.SPAN_TYPE,
      ['gen_ai.operation.name', 'openinference.span.kind'],
      (type) => (typeof type === 'string' && TYPES[type]) || type,
    ],
    [SpanAttributeKey.INPUTS, ['gen_ai.input.messages', 'input.value', 'gen_ai.tool.call.arguments'], parsed],
    [SpanAttributeKey.OUTPUTS, ['gen_ai.output.messages', 'output.value', 'gen_ai.tool.call.result'], parsed],
    [SpanAttributeKey.MODEL, ['gen_ai.response.model', 'gen_ai.request.model', 'llm.model_name'], (model) => model],
    [
      SpanAttributeKey.MODEL_PROVIDER,
      ['gen_ai.provider.name', 'gen_ai.system', 'llm.provider'],
      (provider) => provider,
    ],
  ];

const INPUT_TOKENS = ['gen_ai.usage.input_tokens', 'llm.token_count.prompt'];
const OUTPUT_TOKENS = ['gen_ai.usage.output_tokens', 'llm.token_count.completion'];

/**
 * A foreign span's attributes, with MLflow's keys for what the `gen_ai` and OpenInference conventions know under
 * others. MLflow's own keys win; its values in this form are JSON text.
 */
export function readAttributes(attributes: otel.Attributes): JsonObject {
  const given = attributes as JsonObject;
  const found: Record<string, JsonValue> = {};
  for (const [key, sources, read] of SOURCES) {
    const value = firstOf(given, sources);
    if (value !== undefined) found[key] = read(value);
  }
  const own = Object.entries(given).map(([key, value]) => [key, key.startsWith('mlflow.') ? parsed(value) : value]);
  return { ...found, ...usage(given), ...(Object.fromEntries(own) as JsonObject) };
}

function usage(given: JsonObject): JsonObject {
  const input = firstOf(given, INPUT_TOKENS);
  const output = firstOf(given, OUTPUT_TOKENS);
  if (typeof input !== 'number' && typeof output !== 'number') return {};
  const [input_tokens, output_tokens] = [Number(input ?? 0), Number(output ?? 0)];
  return { [SpanAttributeKey.CHAT_USAGE]: { input_tokens, output_tokens, total_tokens: input_tokens + output_tokens } };
}

function firstOf(given: JsonObject, keys: readonly string[]): JsonValue | undefined {
  return keys.map((key) => given[key]).find((value) => value !== undefined);
}

function parsed(value: JsonValue): JsonValue {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as JsonValue;
  } catch {
    return value;
  }
}
