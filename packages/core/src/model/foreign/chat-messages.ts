import { isJsonObject, type JsonObject, type JsonValue } from '../json.ts';

/** Messages in OpenTelemetry's form, `{role, parts}`, as OpenAI's API has them; undefined for what is no list of messages. */
export function chatMessages(value: JsonValue | undefined): readonly JsonObject[] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const messages = (value as readonly JsonValue[]).filter(isJsonObject);
  return messages.length === value.length ? messages.flatMap(chatMessage) : undefined;
}

function chatMessage(message: JsonObject): readonly JsonObject[] {
  const { role = 'user', parts, finish_reason: reason } = message;
  if (!Array.isArray(parts)) return [message];
  const list = (parts as readonly JsonValue[]).map((part) =>
    isJsonObject(part) ? part : { type: 'text', content: part },
  );
  const answers = list.filter(({ type }) => type === 'tool_call_response').map(toolMessage);
  const calls = list.filter(({ type }) => type === 'tool_call').map(toolCall);
  const rest = list.filter(({ type }) => type !== 'tool_call_response' && type !== 'tool_call');
  if (answers.length > 0 && rest.length === 0 && calls.length === 0) return answers;
  const said = {
    role,
    content: rest.length === 0 ? null : contentOf(rest),
    ...(calls.length > 0 && { tool_calls: calls }),
    ...(reason !== undefined && { finish_reason: reason }),
  };
  return [...answers, said];
}

/** Text where there is only text, else OpenAI's parts. */
function contentOf(parts: readonly JsonObject[]): JsonValue {
  const texts = parts.map(({ type, content }) =>
    (type === 'text' || type === undefined) && typeof content === 'string' ? content : undefined,
  );
  if (texts.every((text) => text !== undefined)) return texts.join('');
  return parts.map((part, i) => (texts[i] === undefined ? part : { type: 'text', text: texts[i] ?? '' }));
}

function toolCall({ id = null, name = '', arguments: args = '' }: JsonObject): JsonObject {
  return {
    id,
    type: 'function',
    function: { name, arguments: typeof args === 'string' ? args : JSON.stringify(args) },
  };
}

function toolMessage({ id = null, response, result = null }: JsonObject): JsonObject {
  const content = response ?? result;
  return { role: 'tool', tool_call_id: id, content: typeof content === 'string' ? content : JSON.stringify(content) };
}

const MAX_MESSAGES = 10_000;

/** Messages whose fields are attributes of their own, such as `llm.input_messages.0.message.role`. */
export function spreadMessages(attributes: JsonObject, prefix: string, field: string): readonly JsonObject[] {
  const messages: Record<string, JsonValue>[] = [];
  for (let n = 0; n < MAX_MESSAGES; n++) {
    const start = `${prefix}.${n}.${field}`;
    const role = attributes[`${start}role`];
    const content = attributes[`${start}content`];
    const calls = spreadCalls(attributes, `${start}tool_calls`);
    if (role === undefined && content === undefined && calls.length === 0) break;
    const reason = attributes[`${start}finish_reason`];
    messages.push({
      role: role ?? 'user',
      content: content ?? null,
      ...(calls.length > 0 && { tool_calls: calls }),
      ...(reason !== undefined && { finish_reason: reason }),
    });
  }
  return messages;
}

function spreadCalls(attributes: JsonObject, prefix: string): readonly JsonObject[] {
  const calls: JsonObject[] = [];
  for (let n = 0; n < MAX_MESSAGES; n++) {
    // OpenInference's keys, then Traceloop's.
    const [name, args, id] = [
      ['tool_call.function.name', 'name'],
      ['tool_call.function.arguments', 'arguments'],
      ['tool_call.id', 'id'],
    ].map((keys) => keys.map((key) => attributes[`${prefix}.${n}.${key}`]).find((value) => value !== undefined));
    if (name === undefined) break;
    calls.push(toolCall({ name, arguments: args ?? '', id: id ?? null }));
  }
  return calls;
}
