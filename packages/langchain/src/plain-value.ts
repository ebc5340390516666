import { isFilled, isWire, type Wire } from '@spanwright/core/kit';
import { isMessage, messageType } from './message.ts';

/** Nesting to which messages are looked for; what is deeper is recorded as it is. */
const DEPTH = 6;

/** What of a message is recorded outside of model calls, where there is something in it (MLflow's names). */
const MESSAGE_FIELDS = [
  'name',
  'id',
  'tool_calls',
  'invalid_tool_calls',
  'tool_call_id',
  'status',
  'artifact',
  'usage_metadata',
  'additional_kwargs',
  'response_metadata',
] as const;

/** What is recorded of LangGraph's instances, by its own mark. */
const INSTANCE_FIELDS: ReadonlyMap<unknown, readonly string[]> = new Map([
  ['Command', ['goto', 'update', 'graph', 'resume']],
  ['Send', ['node', 'args']],
]);

/**
 * A value of a chain as plain data: messages, prompt values and LangGraph's commands become objects that show what
 * they hold instead of how LangChain would serialise them.
 */
export function plainValue(value: unknown): unknown {
  try {
    return plain(value, DEPTH);
  } catch {
    // Something in it cannot be read: whoever copies it leaves that out alone.
    return value;
  }
}

function plain(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null || depth === 0) return value;
  if (Array.isArray(value)) return plainList(value, depth);
  if (isMessage(value)) return plainMessage(value);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null) return plainObject(value as Wire, depth);
  return plainInstance(value as Wire, depth);
}

/** A message as MLflow shows it: its type, its content and what else there is. */
export function plainMessage(message: Wire): Wire {
  const shown: Record<string, unknown> = { type: messageType(message), content: message['content'] };
  for (const field of MESSAGE_FIELDS) {
    const value = message[field];
    if (value !== undefined && isFilled(value)) shown[field] = value;
  }
  return shown;
}

// These two copy only what holds something that becomes another: the recorder copies all of it anyway.

function plainList(value: readonly unknown[], depth: number): readonly unknown[] {
  let copy: unknown[] | undefined;
  for (let index = 0; index < value.length; index += 1) {
    const item = value[index];
    const shown = plain(item, depth - 1);
    if (shown !== item) (copy ??= [...value])[index] = shown;
  }
  return copy ?? value;
}

function plainObject(value: Wire, depth: number): Wire {
  let copy: Record<string, unknown> | undefined;
  for (const key in value) {
    if (!Object.hasOwn(value, key)) continue;
    const item = value[key];
    const shown = plain(item, depth - 1);
    if (shown === item) continue;
    copy ??= { ...value };
    if (key === '__proto__') Object.defineProperty(copy, key, { value: shown });
    else copy[key] = shown;
  }
  return copy ?? value;
}

function plainInstance(value: Wire, depth: number): unknown {
  if (typeof value['toChatMessages'] === 'function') {
    const { messages } = value;
    return Array.isArray(messages) ? { messages: plain(messages, depth - 1) } : { text: value['value'] };
  }
  const fields = INSTANCE_FIELDS.get(value['lg_name']);
  if (!fields) return value;
  const filled = fields.filter((key) => isFilled(value[key]));
  return Object.fromEntries(filled.map((key) => [key, plain(value[key], depth - 1)]));
}

/** Reads what a tool was called with: JSON where it is an object or a list, else the text itself. */
export function parsedInput(input: unknown): unknown {
  if (typeof input !== 'string' || !/^\s*[[{]/.test(input)) return plainValue(input);
  try {
    return JSON.parse(input);
  } catch {
    return input;
  }
}

/** Documents under MLflow's names, which its viewer renders. */
export function plainDocuments(documents: unknown): unknown {
  return Array.isArray(documents) ? documents.map(plainDocument) : documents;
}

function plainDocument(document: unknown): unknown {
  if (!isWire(document) || !('pageContent' in document)) return document;
  const { pageContent, metadata, id } = document;
  return { page_content: pageContent, metadata, ...(id !== undefined && { id }) };
}
