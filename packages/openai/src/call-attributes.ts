import type { CallSnapshot } from '@spanwright/core/kit';
import { type JsonObject, type JsonValue, SpanAttributeKey } from '@spanwright/core/model';
import { providerOf } from './provider.ts';
import { chatToolsOf } from './tools.ts';
import { usageOf } from './usage.ts';
import { isWireObject, setField } from './wire.ts';

/** Marks a stream of which the provider told no usage, because the program did not ask for it. */
const USAGE_UNKNOWN = 'spanwright.usageUnknown';

/** What is shown as what was said, not as a setting. */
const CONTENT: ReadonlySet<string> = new Set(['messages', 'input']);

/** Made for every call: one object, filled step by step. */
type Attributes = Record<string, JsonValue>;

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
export function callAttributes({ inputs, outputs, receiver }: CallSnapshot): Attributes {
  // What was recorded is JSON already; only its shape is unknown.
  const request = isWireObject(inputs) ? (inputs as JsonObject) : {};
  const attributes: Attributes = {};
  for (const key in request) if (!CONTENT.has(key)) setField(attributes, key, request[key]);
  const model = firstText(request['model'], isWireObject(outputs) ? outputs['model'] : undefined);
  const provider = providerOf(receiver);
  if (model !== undefined) attributes[SpanAttributeKey.MODEL] = model;
  if (provider !== undefined) attributes[SpanAttributeKey.MODEL_PROVIDER] = provider;
  return attributes;
}

/** Attributes of a call that answers with text: those of any call, and the format in which the texts are. */
export function messageAttributes(call: CallSnapshot): Attributes {
  const attributes = callAttributes(call);
  attributes[SpanAttributeKey.MESSAGE_FORMAT] = 'openai';
  if (isUnknown(call)) attributes[USAGE_UNKNOWN] = true;
  return attributes;
}

/** Attributes of a chat call: those of any call, the message format and the tools. */
export function chatAttributes(call: CallSnapshot): Attributes {
  const attributes = messageAttributes(call);
  const tools = isWireObject(call.inputs) ? chatToolsOf(call.inputs['tools']) : undefined;
  if (tools) attributes[SpanAttributeKey.CHAT_TOOLS] = tools;
  return attributes;
}

function isUnknown({ inputs, outputs }: CallSnapshot): boolean {
  return isWireObject(inputs) && inputs['stream'] === true && outputs !== undefined && !usageOf(outputs);
}

function firstText(first: unknown, second: unknown): string | undefined {
  if (typeof first === 'string') return first;
  return typeof second === 'string' ? second : undefined;
}
