import { isJsonObject, type JsonObject, type JsonValue } from '../../model/index.ts';
import { asText, fieldOf, itemsOf, objectsOf, textOf } from './pick.ts';

/** A piece of a message. */
export type MessagePart =
  | { readonly type: 'text'; readonly content: string }
  | { readonly type: 'reasoning'; readonly content: string }
  | { readonly type: 'tool_call'; readonly id?: string; readonly name: string; readonly arguments: string }
  | { readonly type: 'tool_call_response'; readonly id?: string; readonly response: string }
  | { readonly type: 'uri'; readonly uri: string };

/** A message of a chat, whichever API it was written for. */
export interface ChatMessage {
  readonly role: string;
  readonly parts: readonly MessagePart[];
  readonly finishReason?: string;
}

/** The messages of a request: OpenAI's chat and responses APIs, lists of `{ role, content }`, plain text. */
export function requestMessages(inputs: JsonValue | undefined): readonly ChatMessage[] {
  const given = fieldOf(inputs, 'messages') ?? fieldOf(inputs, 'input') ?? inputs;
  if (typeof given === 'string') return [{ role: 'user', parts: [{ type: 'text', content: given }] }];
  // LangChain nests the messages of one call in a list of calls.
  return itemsOf(given).flat().filter(isJsonObject).flatMap(messageOf);
}

/** The messages of a result: one for each choice. */
export function resultMessages(outputs: JsonValue | undefined): readonly ChatMessage[] {
  if (typeof outputs === 'string') return [{ role: 'assistant', parts: [{ type: 'text', content: outputs }] }];
  const choices = objectsOf(fieldOf(outputs, 'choices'));
  if (choices.length > 0) return choices.flatMap(choiceMessage);
  const output = objectsOf(fieldOf(outputs, 'output'));
  if (output.length > 0) return [{ role: 'assistant', parts: output.flatMap(itemParts) }];
  return isJsonObject(outputs) ? messageOf(outputs) : objectsOf(outputs).flatMap(messageOf);
}

function choiceMessage(choice: JsonObject): readonly ChatMessage[] {
  const message = fieldOf(choice, 'message');
  const finishReason = textOf(choice, 'finish_reason');
  if (!isJsonObject(message)) return [];
  return [{ role: 'assistant', parts: partsOf(message), ...(finishReason !== undefined && { finishReason }) }];
}

function messageOf(message: JsonObject): readonly ChatMessage[] {
  const role = textOf(message, 'role');
  if (role !== undefined) return [{ role, parts: partsOf(message) }];
  const parts = itemParts(message);
  if (parts.length === 0) return [];
  return [{ role: parts[0]?.type === 'tool_call_response' ? 'tool' : 'assistant', parts }];
}

function partsOf(message: JsonObject): readonly MessagePart[] {
  const id = textOf(message, 'tool_call_id');
  const content = fieldOf(message, 'content');
  if (id !== undefined) return [{ type: 'tool_call_response', id, response: asText(content ?? '') }];
  return [...contentParts(content), ...objectsOf(fieldOf(message, 'tool_calls')).map(toolCall)];
}

function contentParts(content: JsonValue | undefined): readonly MessagePart[] {
  if (typeof content === 'string') return content === '' ? [] : [{ type: 'text', content }];
  return itemsOf(content).flatMap((part) => (isJsonObject(part) ? contentPart(part) : contentParts(part)));
}

function contentPart(part: JsonObject): readonly MessagePart[] {
  const text = textOf(part, 'text') ?? textOf(part, 'refusal');
  if (text !== undefined) return [{ type: 'text', content: text }];
  const image = fieldOf(part, 'image_url');
  const uri = typeof image === 'string' ? image : textOf(image, 'url');
  return uri === undefined ? [] : [{ type: 'uri', uri }];
}

/** An item of the responses API. */
function itemParts(item: JsonObject): readonly MessagePart[] {
  const type = textOf(item, 'type');
  if (type === 'function_call') return [toolCall({ id: fieldOf(item, 'call_id') ?? null, function: item })];
  if (type === 'function_call_output') {
    const response = asText(fieldOf(item, 'output') ?? '');
    return [{ type: 'tool_call_response', ...identified(textOf(item, 'call_id')), response }];
  }
  if (type === 'reasoning')
    return contentParts(fieldOf(item, 'summary')).map((part) => ({ ...part, type: 'reasoning' }) as MessagePart);
  return contentParts(fieldOf(item, 'content'));
}

function toolCall(call: JsonObject): MessagePart {
  const called = fieldOf(call, 'function') ?? call;
  const args = fieldOf(called, 'arguments') ?? fieldOf(called, 'args') ?? '';
  return {
    type: 'tool_call',
    ...identified(textOf(call, 'id')),
    name: textOf(called, 'name') ?? '',
    arguments: asText(args),
  };
}

function identified(id: string | undefined): { readonly id?: string } {
  return id === undefined ? {} : { id };
}
