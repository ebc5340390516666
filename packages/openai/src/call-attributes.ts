import type { CallSnapshot } from '@spanwright/core/kit';
import { type JsonObject, type JsonValue, SpanAttributeKey } from '@spanwright/core/model';
import { providerOf } from './provider.ts';
import { chatToolsOf } from './tools.ts';
import { usageOf } from './usage.ts';
import { isWireObject } from './wire.ts';

/** Marks a stream of which the provider told no usage, because the program did not ask for it. */
const USAGE_UNKNOWN = 'spanwright.usageUnknown';

/** The base URL of the client that a resource such as `client.chat.completions` belongs to (openai 4 to 7). */
export function baseUrlOf(resource: unknown): string | undefined {
  const client = isWireObject(resource) ? resource['_client'] : undefined;
  const baseUrl = isWireObject(client) ? client['baseURL'] : undefined;
  return typeof baseUrl === 'string' ? baseUrl : undefined;
}

/**
 * Attributes of any model call, as MLflow's OpenAI autologging has them: every field of the request but `messages`
 * and `input` under its own name, the model (the response's where the request names none) and the provider.
 */
export function callAttributes({ inputs, outputs, receiver }: CallSnapshot): JsonObject {
  // What was recorded is JSON already; only its shape is unknown.
  const { messages: _messages, input: _input, ...settings } = isWireObject(inputs) ? (inputs as JsonObject) : {};
  const answered = isWireObject(outputs) ? outputs['model'] : undefined;
  return {
    ...settings,
    ...present(SpanAttributeKey.MODEL, firstText(settings['model'], answered)),
    ...present(SpanAttributeKey.MODEL_PROVIDER, providerOf(receiver)),
  };
}

/** Attributes of a call that answers with text: those of any call, and the format in which the texts are. */
export function messageAttributes(call: CallSnapshot): JsonObject {
  return {
    ...callAttributes(call),
    [SpanAttributeKey.MESSAGE_FORMAT]: 'openai',
    ...(isUnknown(call) && { [USAGE_UNKNOWN]: true }),
  };
}

/** Attributes of a chat call: those of any call, the message format and the tools. */
export function chatAttributes(call: CallSnapshot): JsonObject {
  const tools = isWireObject(call.inputs) ? chatToolsOf(call.inputs['tools']) : undefined;
  return {
    ...messageAttributes(call),
    ...present(SpanAttributeKey.CHAT_TOOLS, tools),
  };
}

function isUnknown({ inputs, outputs }: CallSnapshot): boolean {
  return isWireObject(inputs) && inputs['stream'] === true && outputs !== undefined && !usageOf(outputs);
}

function present(key: string, value: JsonValue | undefined): JsonObject {
  return value === undefined ? {} : { [key]: value };
}

function firstText(...candidates: readonly unknown[]): string | undefined {
  return candidates.find((candidate): candidate is string => typeof candidate === 'string');
}
