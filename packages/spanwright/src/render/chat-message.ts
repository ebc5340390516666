import type { JsonObject, JsonValue } from '@spanwright/core/model';
import { isList, isObject, objectsAt, type Recorded, stringAt } from './json-shape.ts';

const ROLE_OF_TYPE: { readonly [type: string]: string } = { human: 'user', ai: 'assistant' };

/** Tells whether the object is a chat message of OpenAI, LangChain or a look-alike. */
export function isMessage(value: JsonValue): value is JsonObject {
  return isObject(value) && roleOf(value) !== undefined && ('content' in value || 'tool_calls' in value);
}

/** Who speaks: `user`, `assistant`, `system`, `tool`…; undefined when the object does not say. */
export function roleOf(message: JsonObject): string | undefined {
  const type = stringAt(message, 'type');
  return stringAt(message, 'role') ?? (type === undefined ? undefined : (ROLE_OF_TYPE[type] ?? type));
}

/** A message on one line: its text, a marker for each part that is no text, then its tool calls. */
export function messageLine(message: JsonObject): string | undefined {
  const said = contentLine(message['content']) ?? stringAt(message, 'refusal') ?? audioTranscript(message);
  const calls = [...objectsAt(message, 'tool_calls'), ...[message['function_call'] ?? null].filter(isObject)];
  return calls.length > 0 ? [...(said ? [said] : []), calls.map(callLine).join(', ')].join(' ') : said;
}

/** A tool call as `name(arguments)`. */
export function callLine(call: JsonObject): string {
  const target = [call['function'], call['custom']].find(isObject) ?? call;
  const name = stringAt(target, 'name') ?? '?';
  const given = target['arguments'] ?? target['args'] ?? target['input'];
  if (given === undefined) return `${name}()`;
  return `${name}(${typeof given === 'string' ? given : JSON.stringify(given)})`;
}

/** Content of a message: a string, or the parts of a list. */
export function contentLine(content: Recorded): string | undefined {
  if (typeof content === 'string') return content;
  if (isObject(content)) return partLine(content);
  if (!isList(content)) return undefined;
  return content.map(partLine).join(' ');
}

function partLine(part: JsonValue): string {
  if (typeof part === 'string') return part;
  return stringAt(part, 'text') ?? stringAt(part, 'refusal') ?? `[${stringAt(part, 'type') ?? 'part'}]`;
}

function audioTranscript(message: JsonObject): string | undefined {
  return stringAt(message['audio'], 'transcript');
}
