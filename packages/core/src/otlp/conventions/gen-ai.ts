import { type JsonObject, type JsonValue, SpanAttributeKey, type SpanData, SpanEventKey } from '../../model/index.ts';
import { type ChatMessage, requestMessages, resultMessages } from './chat-message.ts';
import type { OutgoingSpan } from './convention.ts';
import { OPERATIONS, PROVIDERS, REQUEST, RESPONSE, USAGE } from './gen-ai-tables.ts';
import { asText, defined, fieldOf, renamed, textOf } from './pick.ts';
import { whoseTrace } from './mlflow.ts';

/**
 * OpenTelemetry's names for generative AI (`gen_ai.*`, semantic-conventions-genai, status Development). Messages are JSON
 * text in the schema of the conventions, one output message for each choice.
 */
export function genAiAttributes({ span, info }: OutgoingSpan): JsonObject {
  const operation = operationOf(span);
  const { 'session.id': conversation, ...user } = span.parentSpanId === undefined ? whoseTrace(info.metadata) : {};
  return {
    ...defined({
      'gen_ai.operation.name': operation,
      'gen_ai.provider.name': providerOf(span),
      'gen_ai.conversation.id': conversation,
      'error.type': errorType(span),
    }),
    ...user,
    ...(DETAILS[operation] ?? otherDetails)(span),
  };
}

/** `chat gpt-5`, `execute_tool search`: the name that the conventions give a span; undefined where they give none. */
export function genAiName(span: SpanData): string | undefined {
  const operation = operationOf(span);
  const subject = DETAILS[operation] === modelDetails ? modelOf(span) : span.name;
  return operation in DETAILS && subject !== undefined ? `${operation} ${subject}` : undefined;
}

/** True for a call of a provider: its span is one of a client. */
export function isModelCall(span: SpanData): boolean {
  return DETAILS[operationOf(span)] === modelDetails;
}

const DETAILS: Readonly<Record<string, (span: SpanData) => JsonObject>> = {
  chat: modelDetails,
  embeddings: modelDetails,
  execute_tool: toolDetails,
  invoke_agent: (span) => ({ 'gen_ai.agent.name': span.name, ...otherDetails(span) }),
  invoke_workflow: (span) => ({ 'gen_ai.workflow.name': span.name, ...otherDetails(span) }),
  retrieval: (span) =>
    defined({
      'gen_ai.retrieval.query.text': jsonOf(inputsOf(span)),
      'gen_ai.retrieval.documents': jsonOf(outputsOf(span)),
    }),
};

function modelDetails(span: SpanData): JsonObject {
  const outputs = outputsOf(span);
  const finishReasons = resultMessages(outputs).flatMap(({ finishReason }) => finishReason ?? []);
  return {
    ...defined({ 'gen_ai.request.model': modelOf(span), 'gen_ai.tool.definitions': toolsOf(span) }),
    ...renamed(inputsOf(span), REQUEST),
    ...stopSequences(fieldOf(inputsOf(span), 'stop')),
    ...renamed(outputs, RESPONSE),
    ...(finishReasons.length > 0 && { 'gen_ai.response.finish_reasons': finishReasons }),
    ...otherDetails(span),
  };
}

function toolDetails(span: SpanData): JsonObject {
  return {
    'gen_ai.tool.name': span.name,
    ...defined({
      'gen_ai.tool.call.arguments': jsonOf(inputsOf(span)),
      'gen_ai.tool.call.result': jsonOf(outputsOf(span)),
    }),
  };
}

function otherDetails(span: SpanData): JsonObject {
  const inputs = inputsOf(span);
  const instructions = textOf(inputs, 'instructions');
  return {
    ...renamed(span.attributes[SpanAttributeKey.CHAT_USAGE], USAGE),
    ...messages('gen_ai.input.messages', requestMessages(inputs)),
    ...messages('gen_ai.output.messages', resultMessages(outputsOf(span))),
    ...(instructions !== undefined && {
      'gen_ai.system_instructions': JSON.stringify([{ type: 'text', content: instructions }]),
    }),
  };
}

function messages(key: string, list: readonly ChatMessage[]): JsonObject {
  if (list.length === 0) return {};
  return {
    [key]: JSON.stringify(list.map(({ finishReason, ...message }) => ({ ...message, finish_reason: finishReason }))),
  };
}

function stopSequences(stop: JsonValue | undefined): JsonObject {
  return stop === undefined ? {} : { 'gen_ai.request.stop_sequences': typeof stop === 'string' ? [stop] : stop };
}

function operationOf(span: SpanData): string {
  const type = asText(span.attributes[SpanAttributeKey.SPAN_TYPE] ?? 'UNKNOWN');
  return OPERATIONS[type] ?? type;
}

function providerOf(span: SpanData): string | undefined {
  const provider = textOf(span.attributes, SpanAttributeKey.MODEL_PROVIDER);
  return provider === undefined ? undefined : (PROVIDERS[provider] ?? provider);
}

function modelOf(span: SpanData): string | undefined {
  return textOf(inputsOf(span), 'model') ?? textOf(span.attributes, SpanAttributeKey.MODEL);
}

function toolsOf(span: SpanData): string | undefined {
  return jsonOf(span.attributes[SpanAttributeKey.CHAT_TOOLS]);
}

function errorType(span: SpanData): string | undefined {
  if (span.status.code !== 'ERROR') return undefined;
  const exception = span.events.find(({ name }) => name === SpanEventKey.EXCEPTION);
  return textOf(exception?.attributes, SpanEventKey.EXCEPTION_TYPE) ?? '_OTHER';
}

function inputsOf(span: SpanData): JsonValue | undefined {
  return span.attributes[SpanAttributeKey.INPUTS];
}

function outputsOf(span: SpanData): JsonValue | undefined {
  return span.attributes[SpanAttributeKey.OUTPUTS];
}

function jsonOf(value: JsonValue | undefined): string | undefined {
  return value === undefined || value === null ? undefined : asText(value);
}
