import { at, listAt, textAt, type Wire } from '@spanwright/core/kit';
import { chatContent } from './content-part.ts';
import { isMessage, messageType } from './message.ts';

const NONE: readonly unknown[] = [];

/** Role in the chat form by LangChain's type of message; others keep theirs. */
const ROLES: Readonly<Record<string, string>> = { human: 'user', ai: 'assistant' };

/**
 * A message in the form of OpenAI's chat completions, which MLflow's viewer renders (MLflow's
 * `convert_lc_message_to_chat_message`). What is no message of LangChain's is recorded as it is.
 */
export function chatMessage(message: unknown): unknown {
  if (!isMessage(message)) return message;
  const toolCalls = toolCallsOf(message);
  const content = withAudio(message, chatContent(message['content'], toolCalls.length > 0));
  const chat: Record<string, unknown> = { role: roleOf(message), content };
  if (textAt(message, 'name') !== undefined) chat['name'] = message['name'];
  if (toolCalls.length > 0) chat['tool_calls'] = toolCalls;
  if (textAt(message, 'tool_call_id') !== undefined) chat['tool_call_id'] = message['tool_call_id'];
  addExtras(chat, message['additional_kwargs']);
  return chat;
}

function roleOf(message: Wire): string {
  const type = messageType(message);
  if (type === 'generic') return textAt(message, 'role') ?? 'user';
  return ROLES[type] ?? type;
}

function toolCallsOf(message: Wire): readonly unknown[] {
  const valid = listAt(message, 'tool_calls');
  const invalid = listAt(message, 'invalid_tool_calls');
  if (valid.length + invalid.length === 0) return NONE;
  return [
    ...valid.map((call) => toolCall(call, JSON.stringify(at(call, 'args') ?? {}))),
    ...invalid.map((call) => toolCall(call, at(call, 'args') ?? '')),
  ];
}

function toolCall(call: unknown, args: unknown): unknown {
  return { id: at(call, 'id'), type: 'function', function: { name: at(call, 'name'), arguments: args } };
}

/** What OpenAI says beside the content. */
function addExtras(chat: Record<string, unknown>, more: unknown): void {
  const refusal = textAt(more, 'refusal');
  if (refusal !== undefined) chat['refusal'] = refusal;
  const called = at(more, 'function_call');
  if (called !== undefined) chat['function_call'] = called;
}

/** The transcript of a spoken answer that has no text of its own. */
function withAudio(message: Wire, content: unknown): unknown {
  if (content !== '' && content !== null) return content;
  return textAt(at(message['additional_kwargs'], 'audio'), 'transcript') ?? content;
}
