import { SpanAttributeKey } from '../attribute-key.ts';
import type { JsonObject, JsonValue } from '../json.ts';
import {
  INPUTS,
  INPUT_MESSAGES,
  MODELS,
  OUTPUTS,
  OUTPUT_MESSAGES,
  PROVIDERS,
  SPREAD_INPUTS,
  SPREAD_OUTPUTS,
  TYPES,
  USAGE,
} from './conventions.ts';
import { chatMessages, spreadMessages } from './chat-messages.ts';
import { valueIn } from './json-text.ts';

/** What a span's attributes of other conventions say, under MLflow's keys. */
export function mlflowAttributesOf(attributes: JsonObject): JsonObject {
  const values: { readonly [key: string]: JsonValue | undefined } = {
    [SpanAttributeKey.SPAN_TYPE]: typeOf(attributes),
    [SpanAttributeKey.INPUTS]: inputsOf(attributes),
    [SpanAttributeKey.OUTPUTS]: outputsOf(attributes),
    [SpanAttributeKey.CHAT_USAGE]: usageOf(attributes),
    [SpanAttributeKey.MODEL]: firstText(attributes, MODELS),
    [SpanAttributeKey.MODEL_PROVIDER]: firstText(attributes, PROVIDERS),
  };
  const said = Object.entries(values).filter((entry): entry is [string, JsonValue] => entry[1] !== undefined);
  return Object.fromEntries(said);
}

function typeOf(attributes: JsonObject): string | undefined {
  for (const [key, types] of TYPES) {
    const value = attributes[key];
    if (typeof value === 'string' && Object.hasOwn(types, value)) return types[value];
  }
  return undefined;
}

function inputsOf(attributes: JsonObject): JsonValue | undefined {
  const messages = chatMessages(valueIn(attributes, INPUT_MESSAGES)) ?? spread(attributes, SPREAD_INPUTS);
  if (!messages) return first(attributes, INPUTS);
  const [instructions] =
    chatMessages([{ role: 'system', parts: valueIn(attributes, 'gen_ai.system_instructions') ?? null }]) ?? [];
  return { messages: instructions?.['content'] ? [instructions, ...messages] : messages };
}

function outputsOf(attributes: JsonObject): JsonValue | undefined {
  const messages = chatMessages(valueIn(attributes, OUTPUT_MESSAGES)) ?? spread(attributes, SPREAD_OUTPUTS);
  if (!messages) return first(attributes, OUTPUTS);
  return {
    choices: messages.map(({ finish_reason: reason = null, ...message }, index) => ({
      index,
      message,
      finish_reason: reason,
    })),
  };
}

function spread(attributes: JsonObject, prefixes: typeof SPREAD_INPUTS): readonly JsonObject[] | undefined {
  for (const [prefix, field] of prefixes) {
    const messages = spreadMessages(attributes, prefix, field);
    if (messages.length > 0) return messages;
  }
  return undefined;
}

function usageOf(attributes: JsonObject): JsonObject | undefined {
  const usage: Record<string, number> = {};
  for (const [name, keys] of Object.entries(USAGE)) {
    const value = keys.map((key) => attributes[key]).find((one) => typeof one === 'number');
    if (typeof value === 'number') usage[name] = value;
  }
  if (Object.keys(usage).length === 0) return undefined;
  return {
    ...usage,
    total_tokens: usage['total_tokens'] ?? (usage['input_tokens'] ?? 0) + (usage['output_tokens'] ?? 0),
  };
}

function first(attributes: JsonObject, keys: readonly string[]): JsonValue | undefined {
  const key = keys.find((one) => attributes[one] !== undefined);
  if (key === undefined) return undefined;
  const value = valueIn(attributes, key);
  // The AI SDK's messages stand there as they are.
  return Array.isArray(value) && key === 'ai.prompt.messages' ? { messages: value } : value;
}

function firstText(attributes: JsonObject, keys: readonly string[]): string | undefined {
  return keys.map((key) => attributes[key]).find((value): value is string => typeof value === 'string');
}
