import type { JsonObject, JsonValue } from '@spanwright/core/model';
import { callLine, isMessage, messageLine, roleOf } from './chat-message.ts';
import { isList, isObject, type Recorded, stringAt } from './json-shape.ts';
import { valueLine } from './value-line.ts';

/** One turn of a conversation: who speaks, and what, on one line. */
interface Turn {
  readonly role: string;
  readonly said: string | undefined;
}

const INSTRUCTING = new Set(['system', 'developer']);

/**
 * What went into a call, on one line: the newest turn of a conversation (its speaker named unless it is the
 * user), the text of a prompt, the first of several texts, or else the JSON. Undefined when nothing was recorded.
 */
export function inputsLine(inputs: Recorded): string | undefined {
  const turns = conversationIn(inputs);
  const newest = turns.findLast((turn) => !INSTRUCTING.has(turn.role)) ?? turns.at(-1);
  return newest ? turnLine(newest) : (promptLine(inputs) ?? valueLine(inputs));
}

function turnLine({ role, said }: Turn): string {
  return role === 'user' ? (said ?? '') : `${role}: ${said ?? ''}`;
}

/** Messages of Chat Completions, items of Responses, or LangChain's list of conversations. */
function conversationIn(inputs: Recorded): readonly Turn[] {
  const candidates = isObject(inputs) ? [inputs['messages'], inputs['input']] : [inputs];
  const list = candidates.find(isList) ?? [];
  const [first] = list;
  return (isList(first) ? first : list).map(turnOf).filter((turn) => turn !== undefined);
}

function turnOf(value: JsonValue): Turn | undefined {
  if (isMessage(value)) return { role: roleOf(value) ?? 'user', said: messageLine(value) };
  if (!isObject(value)) return undefined;
  return stringAt(value, 'call_id') === undefined ? undefined : callTurn(value);
}

/** A tool call or its result, as the Responses API lists them among the messages. */
function callTurn(item: JsonObject): Turn {
  if (item['output'] === undefined) return { role: 'assistant', said: callLine(item) };
  return { role: 'tool', said: valueLine(item['output']) };
}

function promptLine(inputs: Recorded): string | undefined {
  if (!isObject(inputs)) return undefined;
  const prompt = inputs['input'] ?? inputs['prompt'];
  if (typeof prompt === 'string') return prompt;
  if (!isList(prompt) || typeof prompt[0] !== 'string') return undefined;
  return prompt.length === 1 ? prompt[0] : `${prompt[0]} (+${prompt.length - 1} more)`;
}
