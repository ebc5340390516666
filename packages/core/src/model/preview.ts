import { jsonBeginning } from './json-beginning.ts';
import type { JsonObject, JsonValue } from './json.ts';

const PREVIEW_CHARS = 1000;
const LEGACY_PREVIEW_CHARS = 250;

/**
 * The short text that lists show for a request or response: the text of the last message of `role` where
 * the value is chat-shaped, else its JSON; at most 1,000 characters. MLflow's rule (3.14, `_get_truncated_preview`).
 */
export function previewOf(value: JsonValue | undefined, role: 'user' | 'assistant'): string | undefined {
  if (value === undefined || value === null) return undefined;
  return shortened(messageText(value, role) ?? jsonBeginning(value, PREVIEW_CHARS), PREVIEW_CHARS);
}

/** MLflow's older previews, in the metadata of traces: JSON, at most 250 characters, empty where there is nothing. */
export function legacyPreviewOf(value: JsonValue | undefined): string {
  return value === undefined ? '' : shortened(jsonBeginning(value, LEGACY_PREVIEW_CHARS), LEGACY_PREVIEW_CHARS);
}

function shortened(text: string, chars: number): string {
  return text.length > chars ? `${text.slice(0, chars - 3)}...` : text;
}

function messageText(value: JsonValue, role: string): string | undefined {
  const messages = messagesIn(value);
  const last = messages?.findLast((message) => message['role'] === role) ?? messages?.at(-1);
  return last && contentText(last['content']);
}

function messagesIn(value: JsonValue | undefined): readonly JsonObject[] | undefined {
  if (!isObject(value)) return undefined;
  for (const candidate of [value['messages'], choiceMessages(value['choices']), value['input'], value['output']]) {
    if (Array.isArray(candidate)) return messageList(candidate);
  }
  return messagesIn(value['request']);
}

function choiceMessages(choices: JsonValue | undefined): JsonValue | undefined {
  const first: unknown = Array.isArray(choices) ? choices[0] : undefined;
  return isObject(first) && isObject(first['message']) ? [first['message']] : undefined;
}

function messageList(items: readonly JsonValue[]): readonly JsonObject[] | undefined {
  const messages = items.filter((item): item is JsonObject => isObject(item) && 'role' in item && 'content' in item);
  return messages.length > 0 ? messages : undefined;
}

function contentText(content: JsonValue | undefined): string | undefined {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return undefined;
  for (const part of content as readonly JsonValue[]) {
    if (typeof part === 'string') return part;
    if (!isObject(part) || typeof part['text'] !== 'string') continue;
    if (part['type'] === 'text' || part['type'] === 'output_text' || part['type'] === 'input_text') return part['text'];
  }
  return undefined;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
