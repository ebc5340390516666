import { at, firstText, isList, isObject, type JsonObject, type JsonValue, listOf, textOf } from './json.ts';
import type { ChatMessage, ChatPart, ChatRole } from './message.ts';
import { mediaPart } from './media-source.ts';
import { isBlock, readParts, toolCall, toolResult } from './read-part.ts';

const ROLES: { readonly [role: string]: ChatRole } = {
  system: 'system',
  developer: 'system',
  user: 'user',
  human: 'user',
  assistant: 'assistant',
  ai: 'assistant',
  model: 'assistant',
  AIMessageChunk: 'assistant',
  tool: 'tool',
  function: 'tool',
  memory: 'system',
};

/** Messages of a list in which some may be nested lists, or items such as calls and their results. */
export function readMessages(values: JsonValue | undefined): readonly ChatMessage[] {
  return listOf(values).flatMap((value) => (isList(value) ? readMessages(value) : readItem(value)));
}

function readItem(value: JsonValue): readonly ChatMessage[] {
  if (typeof value === 'string') return [{ role: 'user', parts: readParts(value) }];
  const message = readMessage(value);
  if (message) return [message];
  if (!isObject(value) || !isBlock(value)) return [];
  const parts = readParts(value);
  return parts.length > 0 ? [{ role: parts[0]?.kind === 'result' ? 'tool' : 'assistant', parts }] : [];
}

/** A message of any library; undefined for what is none. */
export function readMessage(value: JsonValue | undefined): ChatMessage | undefined {
  if (!isObject(value)) return undefined;
  const constructed = value['lc'] !== undefined ? at(value, 'kwargs') : undefined;
  if (isObject(constructed)) return readMessage({ type: constructorRole(value), ...constructed });
  const given = firstText(value, 'role') ?? langChainRole(value);
  if (given === undefined || !hasContent(value)) return undefined;
  if (ROLES[given] === 'tool') return { role: 'tool', parts: toolParts(value) };
  return { role: ROLES[given] ?? 'user', ...namedAs(value, given), parts: spokenParts(value) };
}

/** A role that is none of the known ones tells who speaks. */
function namedAs(value: JsonObject, given: string): { readonly name?: string } {
  const name = firstText(value, 'name') ?? (ROLES[given] ? undefined : given);
  return name === undefined ? {} : { name };
}

const CONTENT = ['content', 'parts', 'blocks', 'text', 'tool_calls', 'function_call', 'audio', 'refusal', 'toolCalls'];

function hasContent(value: JsonObject): boolean {
  return CONTENT.some((key) => value[key] !== undefined);
}

/** LangChain says `type: 'human'`; other values of `type` are blocks' names. */
function langChainRole(value: JsonObject): string | undefined {
  const type = firstText(value, 'type', '_getType');
  return type !== undefined && value['content'] !== undefined && Object.hasOwn(ROLES, type) ? type : undefined;
}

function constructorRole({ id }: JsonObject): string {
  const name = textOf(listOf(id).at(-1)) ?? '';
  return name.replace(/Message(Chunk)?$/, '').toLowerCase();
}

/** A message with the role `tool` holds one result, unless its blocks say that they are results themselves. */
function toolParts(value: JsonObject): readonly ChatPart[] {
  const parts = readParts(value['content'] ?? value['parts']);
  if (parts.some(({ kind }) => kind === 'result')) return parts;
  const media = parts.filter(({ kind }) => kind === 'image' || kind === 'audio' || kind === 'file');
  const id = textOf(at(value, 'options', 'toolResult', 'id'));
  return [toolResult({ ...(id !== undefined && { id }), ...value, id: value['tool_call_id'] ?? id ?? null }), ...media];
}

function spokenParts(value: JsonObject): readonly ChatPart[] {
  const content = readParts(value['content'] ?? value['parts'] ?? value['blocks'] ?? value['text']);
  const known = new Set(content.map((part) => (part.kind === 'call' ? part.id : undefined)));
  const calls = calledTools(value)
    .map(toolCall)
    .filter(({ id }) => id === undefined || !known.has(id));
  return [...thought(value), ...content, ...refused(value), ...spoken(value), ...calls, ...results(value)];
}

const CALL_PLACES = [['tool_calls'], ['function_call'], ['toolCalls'], ['options', 'toolCall']] as const;

function calledTools(value: JsonObject): readonly JsonObject[] {
  for (const path of CALL_PLACES) {
    const calls = listOf(at(value, ...path)).filter(isObject);
    if (calls.length > 0) return calls;
  }
  return listOf(at(value, 'additional_kwargs', 'tool_calls')).filter(isObject);
}

/** LlamaIndex has a tool's answer beside the text of a user's message. */
function results(value: JsonObject): readonly ChatPart[] {
  const result = at(value, 'options', 'toolResult');
  return isObject(result) ? [toolResult(result)] : [];
}

function thought(value: JsonObject): readonly ChatPart[] {
  const kwargs = at(value, 'additional_kwargs');
  const text =
    firstText(value, 'reasoning_content', 'reasoning') ??
    (isObject(kwargs) ? firstText(kwargs, 'reasoning_content') : undefined);
  return text === undefined ? [] : [{ kind: 'reasoning', text }];
}

function refused(value: JsonObject): readonly ChatPart[] {
  const text = textOf(value['refusal']);
  return text === undefined ? [] : [{ kind: 'refusal', text }];
}

function spoken(value: JsonObject): readonly ChatPart[] {
  const audio = value['audio'];
  if (!isObject(audio)) return [];
  const transcript = textOf(audio['transcript']);
  return [
    mediaPart(audio, 'audio'),
    ...(transcript === undefined ? [] : [{ kind: 'text', text: transcript } as const]),
  ];
}
