import { foldField } from './fold-field.ts';
import { foldContent } from './message-content.ts';
import { takeNewest } from './newest-field.ts';
import { RepeatedFields } from './repeated-fields.ts';
import { foldToolCalls, type OpenToolCall, toolCallsOf } from './tool-call-pieces.ts';
import { isWireObject, type OpenWireObject, type WireObject } from './wire.ts';

/** `message` and `text` repeat the deltas in Perplexity's and Together's chunks, `token_id` is the last token's. */
const SET_ASIDE: ReadonlySet<string> = new Set(['index', 'message', 'text', 'token_id']);

/** One choice of a chat completion of which pieces still arrive. */
export interface OpenChoice {
  readonly index: number;
  /** All but the index and the message. */
  readonly fields: OpenWireObject;
  readonly repeated: RepeatedFields;
  readonly message: OpenWireObject;
  readonly toolCalls: OpenToolCall[];
}

/** A choice of which nothing has arrived yet. */
export function openChoice(index: number): OpenChoice {
  return {
    index,
    fields: { finish_reason: null },
    repeated: new RepeatedFields(),
    message: { role: 'assistant', content: null },
    toolCalls: [],
  };
}

/** Adds one chunk's piece of a choice. */
export function foldChoice(choice: OpenChoice, piece: WireObject): void {
  const { fields, repeated } = choice;
  let place = 0;
  for (const key in piece) {
    const value = piece[key];
    if (key === 'delta') foldDelta(choice, value);
    else if (repeated.has(place++, key, value)) continue;
    else if (key === 'logprobs') foldField(fields, key, value);
    else if (!SET_ASIDE.has(key)) takeNewest(fields, key, value);
  }
  // A gateway that answers from its cache may send the whole message in one chunk.
  if (piece['delta'] === undefined) foldDelta(choice, piece['message']);
}

/** The choice as a whole completion has it. */
export function choiceOf({ index, fields, message, toolCalls }: OpenChoice): OpenWireObject {
  const calls = toolCallsOf(toolCalls);
  return { index, message: calls.length > 0 ? { ...message, tool_calls: calls } : { ...message }, ...fields };
}

function foldDelta({ message, toolCalls }: OpenChoice, delta: unknown): void {
  if (!isWireObject(delta)) return;
  for (const key in delta) {
    if (key === 'content') message[key] = foldContent(message[key], delta[key]);
    else if (key === 'tool_calls') foldToolCalls(toolCalls, delta[key]);
    else if (!SET_ASIDE.has(key)) foldField(message, key, delta[key]);
  }
}
