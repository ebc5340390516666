import { isJsonObject, type JsonObject, type JsonValue, SpanAttributeKey, type SpanData } from '../../model/index.ts';
import { type ChatMessage, type MessagePart, requestMessages, resultMessages } from './chat-message.ts';
import type { OutgoingSpan } from './convention.ts';
import { whoseTrace } from './mlflow.ts';
import { CONTENT_FIELDS, DOCUMENT, KINDS, USAGE } from './open-inference-tables.ts';
import { asText, defined, fieldOf, objectsOf, renamed, textOf } from './pick.ts';

/** OpenInference's names (2.12), lists spelled out in the keys as its readers expect. */
export function openInferenceAttributes({ span, info }: OutgoingSpan): JsonObject {
  const kind = KINDS[asText(span.attributes[SpanAttributeKey.SPAN_TYPE] ?? '')] ?? 'CHAIN';
  return {
    'openinference.span.kind': kind,
    ...(span.parentSpanId === undefined && whoseTrace(info.metadata)),
    ...content('input', span.attributes[SpanAttributeKey.INPUTS]),
    ...content('output', span.attributes[SpanAttributeKey.OUTPUTS]),
    ...DETAILS[kind]?.(span),
  };
}

const DETAILS: Readonly<Record<string, (span: SpanData) => JsonObject>> = {
  LLM: llmDetails,
  TOOL: (span) => ({
    'tool.name': span.name,
    ...defined({ 'tool.parameters': jsonOf(span.attributes[SpanAttributeKey.INPUTS]) }),
  }),
  AGENT: (span) => ({ 'agent.name': span.name }),
  EMBEDDING: (span) => defined({ 'embedding.model_name': textOf(span.attributes, SpanAttributeKey.MODEL) }),
  RETRIEVER: (span) => documents('retrieval.documents', span.attributes[SpanAttributeKey.OUTPUTS]),
};

function llmDetails({ attributes }: SpanData): JsonObject {
  const inputs = attributes[SpanAttributeKey.INPUTS];
  const outputs = attributes[SpanAttributeKey.OUTPUTS];
  const result = resultMessages(outputs);
  return {
    ...defined({
      'llm.model_name':
        textOf(outputs, 'model') ?? textOf(attributes, SpanAttributeKey.MODEL) ?? textOf(inputs, 'model'),
      'llm.provider': textOf(attributes, SpanAttributeKey.MODEL_PROVIDER),
      'llm.invocation_parameters': parameters(inputs),
      'llm.finish_reason': result[0]?.finishReason,
    }),
    ...renamed(attributes[SpanAttributeKey.CHAT_USAGE], USAGE),
    ...messages('llm.input_messages', requestMessages(inputs)),
    ...messages('llm.output_messages', result),
    ...tools(attributes[SpanAttributeKey.CHAT_TOOLS]),
  };
}

function content(side: 'input' | 'output', value: JsonValue | undefined): JsonObject {
  if (value === undefined || value === null) return {};
  const mimeType = typeof value === 'string' ? 'text/plain' : 'application/json';
  return { [`${side}.value`]: asText(value), [`${side}.mime_type`]: mimeType };
}

function parameters(inputs: JsonValue | undefined): string | undefined {
  if (!isJsonObject(inputs)) return undefined;
  return JSON.stringify(Object.fromEntries(Object.entries(inputs).filter(([field]) => !CONTENT_FIELDS.has(field))));
}

function messages(prefix: string, list: readonly ChatMessage[]): JsonObject {
  return Object.assign(
    {},
    ...list.map((message, index) => oneMessage(`${prefix}.${index}.message`, message)),
  ) as JsonObject;
}

function oneMessage(prefix: string, { role, parts }: ChatMessage): JsonObject {
  const calls = parts.filter((part) => part.type === 'tool_call');
  const shown = parts.filter((part) => part.type !== 'tool_call');
  return Object.assign(
    { [`${prefix}.role`]: role },
    ...(shown.length === 1 && shown[0]?.type !== 'uri'
      ? [single(prefix, shown[0])]
      : shown.map((part, index) => several(`${prefix}.contents.${index}.message_content`, part))),
    ...calls.map((call, index) => toolCall(`${prefix}.tool_calls.${index}.tool_call`, call)),
  ) as JsonObject;
}

function single(prefix: string, part: MessagePart | undefined): JsonObject {
  if (part?.type !== 'tool_call_response') return { [`${prefix}.content`]: part ? textIn(part) : '' };
  return defined({ [`${prefix}.content`]: part.response, [`${prefix}.tool_call_id`]: part.id });
}

function several(prefix: string, part: MessagePart): JsonObject {
  if (part.type === 'uri') return { [`${prefix}.type`]: 'image', [`${prefix}.image.image.url`]: part.uri };
  return { [`${prefix}.type`]: 'text', [`${prefix}.text`]: textIn(part) };
}

function toolCall(prefix: string, part: MessagePart): JsonObject {
  if (part.type !== 'tool_call') return {};
  return defined({
    [`${prefix}.id`]: part.id,
    [`${prefix}.function.name`]: part.name,
    [`${prefix}.function.arguments`]: part.arguments,
  });
}

function textIn(part: MessagePart): string {
  if (part.type === 'text' || part.type === 'reasoning') return part.content;
  return part.type === 'tool_call_response' ? part.response : '';
}

function tools(list: JsonValue | undefined): JsonObject {
  const entries = objectsOf(list).map((tool, index) => [`llm.tools.${index}.tool.json_schema`, JSON.stringify(tool)]);
  return Object.fromEntries(entries) as JsonObject;
}

function documents(prefix: string, list: JsonValue | undefined): JsonObject {
  return Object.assign(
    {},
    ...objectsOf(list).map((document, index) => {
      const metadata = jsonOf(fieldOf(document, 'metadata'));
      const fields = Object.entries({ ...renamed(document, DOCUMENT), ...defined({ metadata }) });
      return Object.fromEntries(fields.map(([field, value]) => [`${prefix}.${index}.document.${field}`, value]));
    }),
  ) as JsonObject;
}

function jsonOf(value: JsonValue | undefined): string | undefined {
  return value === undefined || value === null ? undefined : asText(value);
}
