import { foldField } from './fold-field.ts';
import { bounds, isWireObject, type OpenWireObject, type WireObject } from './wire.ts';

/** A tool call of which pieces still arrive. */
export interface OpenToolCall {
  /** Its place in the message's list; undefined where the provider sends none (Gemini). */
  readonly index: number | undefined;
  readonly call: OpenWireObject;
}

/** Adds streamed pieces of tool calls to the calls of one message. */
export function foldToolCalls(calls: OpenToolCall[], pieces: unknown): void {
  if (!Array.isArray(pieces)) return;
  for (const piece of pieces) {
    if (isWireObject(piece)) foldToolCall(calls, piece);
  }
}

/** The calls as the whole message lists them: in order, without the index. */
export function toolCallsOf(calls: readonly OpenToolCall[]): OpenWireObject[] {
  const ordered = [...calls].sort((a, b) => (a.index ?? 0) - (b.index ?? 0));
  return ordered.map(({ call }) => call);
}

function foldToolCall(calls: OpenToolCall[], piece: WireObject): void {
  const open = continuedBy(calls, piece) ?? openCall(calls, piece);
  for (const key of Object.keys(piece)) {
    if (key !== 'index') foldField(open.call, key, piece[key]);
  }
}

function openCall(calls: OpenToolCall[], piece: WireObject): OpenToolCall {
  const index = typeof piece['index'] === 'number' ? piece['index'] : undefined;
  const open: OpenToolCall = { index, call: {} };
  if (calls.length < bounds.listItems) calls.push(open);
  return open;
}

function continuedBy(calls: readonly OpenToolCall[], piece: WireObject): OpenToolCall | undefined {
  const { index, id } = piece;
  let open = calls.at(-1);
  if (typeof index === 'number') open = calls.findLast((other) => other.index === index);
  else if (isText(id)) open = calls.findLast((other) => other.call['id'] === id);
  return open && startsAnother(open, piece) ? undefined : open;
}

// Some providers give every parallel call index 0, others a new random id to every piece of one call: only a new id
// together with a function name starts another call.
function startsAnother(open: OpenToolCall, piece: WireObject): boolean {
  const { id, function: fn } = piece;
  const held = open.call['id'];
  return isText(id) && isText(held) && id !== held && isWireObject(fn) && isText(fn['name']);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
