import { at, isList, isObject, type JsonObject, type JsonValue, listOf } from './json.ts';
import { joinResults } from './join-results.ts';
import type { ChatMessage, Conversation } from './message.ts';
import { readMessage, readMessages } from './read-message.ts';
import { readParts } from './read-part.ts';

/** What a span says of a conversation. */
export interface SpokenSpan {
  readonly spanType: string;
  readonly inputs: JsonValue | undefined;
  readonly outputs: JsonValue | undefined;
}

const MODELS: ReadonlySet<string> = new Set(['CHAT_MODEL', 'LLM']);

/**
 * The conversation of a span, whatever library it is of: undefined where its inputs and outputs hold no messages. The
 * answers of tools are joined to the calls by their ids; messages that outputs repeat of the inputs are left out.
 */
export function conversationOf({ spanType, inputs, outputs }: SpokenSpan): Conversation | undefined {
  const isModel = MODELS.has(spanType);
  const before = asked(inputs, isModel);
  const all = answered(outputs, isModel);
  const answers = withoutRepeated(before, all);
  if (!isModel && !before.some(isSaid) && !hasMessages(outputs)) return undefined;
  if (before.length + answers.length === 0) return undefined;
  return joinResults({ before, answers });
}

const isSaid = ({ role }: ChatMessage): boolean => role !== 'system';

function hasMessages(outputs: JsonValue | undefined): boolean {
  return readMessage(outputs) !== undefined || answered(outputs, false).length > 0;
}

const SYSTEM = [
  ['system'],
  ['instructions'],
  ['systemInstruction'],
  ['system_instruction'],
  ['config', 'systemInstruction'],
];
const ASKED = ['messages', 'contents', 'input', 'prompt', 'prompts', 'chat_history', 'chatHistory'];

function asked(inputs: JsonValue | undefined, isModel: boolean): readonly ChatMessage[] {
  if (typeof inputs === 'string') return isModel ? [user(inputs)] : [];
  if (isList(inputs)) return readMessages(isModel ? inputs : inputs.filter((one) => typeof one !== 'string'));
  if (!isObject(inputs)) return [];
  const place = ASKED.map((key) => inputs[key]).find((value) => isMessages(value, isModel));
  if (place === undefined) return [];
  const said = typeof place === 'string' ? [user(place)] : readMessages(isList(place) ? place : [place]);
  return [...systemMessages(inputs), ...said];
}

function isMessages(value: JsonValue | undefined, isModel: boolean): boolean {
  if (typeof value === 'string') return isModel && value !== '';
  return (
    value !== undefined && readMessages(listOf(value).filter((one) => isModel || typeof one !== 'string')).length > 0
  );
}

function systemMessages(inputs: JsonObject): readonly ChatMessage[] {
  const value = SYSTEM.map((path) => at(inputs, ...path)).find((given) => given !== undefined && given !== null);
  if (value === undefined || value === null) return [];
  const parts = readParts(at(value, 'parts') ?? value);
  return parts.length > 0 ? [{ role: 'system', parts }] : [];
}

type Reader = (value: JsonValue) => readonly ChatMessage[];

/** Where answers are, first that has some. */
const ANSWERED: readonly (readonly [readonly string[], Reader])[] = [
  [['choices'], (choices) => listOf(choices).flatMap((choice) => message(at(choice, 'message') ?? at(choice, 'text')))],
  [['candidates'], (all) => listOf(all).flatMap((candidate) => message(at(candidate, 'content')))],
  [['output', 'message'], message],
  [['output'], (items) => (isList(items) ? readMessages(items) : [])],
  [
    ['generations'],
    (all) =>
      listOf(all)
        .flat()
        .flatMap((one) => message(at(one, 'message') ?? at(one, 'text'))),
  ],
  [['messages'], readMessages],
  [['update', 'messages'], readMessages],
  [['command', 'update', 'messages'], readMessages],
  [['message'], message],
  [['response'], (value) => (isObject(value) ? message(value) : [])],
  [['content'], (content) => (isList(content) ? [assistant(content)] : [])],
];

/** Where the text of an answer is, for spans of models alone. */
const TEXTS = ['text', 'content', 'response', 'output'] as const;

function answered(outputs: JsonValue | undefined, isModel: boolean): readonly ChatMessage[] {
  if (isList(outputs)) return outputs.flatMap((one) => (isObject(one) ? listed(one) : plain(one, isModel)));
  if (!isObject(outputs)) return plain(outputs, isModel);
  const direct = outputs['toolCalls'] === undefined ? readMessage(outputs) : undefined;
  if (direct && direct.parts.length > 0) return [direct];
  const found = atKnownPlaces(outputs);
  return found.length > 0 ? found : plain(textAmong(outputs), isModel);
}

function atKnownPlaces(outputs: JsonObject): readonly ChatMessage[] {
  for (const [path, read] of ANSWERED) {
    const value = at(outputs, ...path);
    const found = value === undefined || value === null ? [] : read(value).filter(({ parts }) => parts.length > 0);
    if (found.length > 0) return found;
  }
  return [];
}

function textAmong(outputs: JsonObject): JsonValue | undefined {
  return TEXTS.map((key) => outputs[key]).find((value) => typeof value === 'string');
}

/** Text alone is an answer where it is a model's. */
function plain(value: JsonValue | undefined, isModel: boolean): readonly ChatMessage[] {
  return isModel ? message(value) : [];
}

function listed(one: JsonObject): readonly ChatMessage[] {
  const found = readMessages([one]);
  return found.length > 0 ? found : answered(one, false);
}

function message(value: JsonValue | undefined): readonly ChatMessage[] {
  if (typeof value === 'string') return value === '' ? [] : [assistant(value)];
  const read = readMessage(value);
  if (read) return [read];
  return isObject(value) && isList(value['parts']) ? [assistant(value['parts'])] : [];
}

function assistant(content: JsonValue): ChatMessage {
  return { role: 'assistant', parts: readParts(content) };
}

function user(text: string): ChatMessage {
  return { role: 'user', parts: readParts(text) };
}

function withoutRepeated(before: readonly ChatMessage[], all: readonly ChatMessage[]): readonly ChatMessage[] {
  const said = before.filter(isSaid).map(({ parts }) => JSON.stringify(parts));
  const repeats = said.length > 0 && said.every((text, index) => JSON.stringify(all[index]?.parts) === text);
  return repeats ? all.slice(said.length) : all;
}
