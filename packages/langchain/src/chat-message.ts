import { at, isWire, listAt, textAt, type Wire } from '@spanwright/core/kit';
import { chatContent } from './content-part.ts';
import { isMessage, messageType } from './message.ts';

/** Role in the chat form by LangChain's type of message; others keep theirs. */
const ROLES: Readonly<Record<string, string>> = { human: 'user', ai: 'assistant' };

/**
 * A message in the form of OpenAI's chat completions, which MLflow's viewer renders (MLflow's
 * `convert_lc_message_to_chat_message`). What is no message of LangChain's is recorded as it is.
 */
export function chatMessage(message: unknown): unknown {
  if (!isMessage(message)) return message;
  const toolCalls = toolCallsOf(message);
  return {
    role: roleOf(message),
    content: withAudio(message, chatContent(message['content'], toolCalls.length > 0)),
    ...(textAt(message, 'name') !== undefined && { name: message['name'] }),
    ...(toolCalls.length > 0 && { tool_calls: toolCalls }),
    ...(textAt(message, 'tool_call_id') !== undefined && { tool_call_id: message['tool_call_id'] }),
    ...extras(message),
  };
}

function roleOf(message: Wire): string {
  const type = messageType(message);
  if (type === 'generic') return textAt(message, 'role') ?? 'user';
  return ROLES[type] ?? type;
}

function toolCallsOf(message: Wire): readonly unknown[] {
  const valid = listAt(message, 'tool_calls').map((call) => toolCall(call, JSON.stringify(at(call, 'args') ?? {})));
  const invalid = listAt(message, 'invalid_tool_calls').map((call) => toolCall(call, at(call, 'args') ?? ''));
  return [...valid, ...invalid];
}

function toolCall(call: unknown, args: unknown): unknown {
  return { id: at(call, 'id'), type: 'function', function: { name: at(call, 'name'), arguments: args } };
}

/** What OpenAI says beside the content. */
function extras(message: Wire): Wire {
  const { additional_kwargs: more } = message as { additional_kwargs?: unknown };
  if (!isWire(more)) return {};
  const refusal = textAt(more, 'refusal');
  const called = at(more, 'function_call');
  return { ...(refusal !== undefined && { refusal }), ...(called !== undefined && { function_call: called }) };
}

/** The transcript of a spoken answer that has no text of its own. */
function withAudio(message: Wire, content: unknown): unknown {
  const transcript = textAt(at(message['additional_kwargs'], 'audio'), 'transcript');
  return transcript !== undefined && (content === '' || content === null) ? transcript : content;
}
