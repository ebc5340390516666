import { at, isWire, textAt, type Wire } from '@spanwright/core/kit';

/** Parts that repeat what the message's `tool_calls` say. */
const TOOL_CALL_PARTS: ReadonlySet<unknown> = new Set([
  'tool_use',
  'tool_call',
  'invalid_tool_call',
  'function_call',
  'functionCall',
]);

const AUDIO_FORMATS: Readonly<Record<string, string>> = {
  'audio/wav': 'wav',
  'audio/x-wav': 'wav',
  'audio/mp3': 'mp3',
  'audio/mpeg': 'mp3',
};

type Convert = (part: Wire) => unknown;

/** By the part's type; a part of any other type is recorded as it is. */
const CONVERTERS: Readonly<Record<string, Convert>> = {
  image: (part) => imageUrl(part) ?? part,
  audio: (part) => inputAudio(part) ?? part,
};

/**
 * Content of a message in the chat form: text as it is, LangChain's own image and audio parts as `image_url` and
 * `input_audio`. Parts that repeat tool calls are left out where `hasToolCalls`; nothing left is `null`.
 */
export function chatContent(content: unknown, hasToolCalls: boolean): unknown {
  if (!Array.isArray(content)) return content === '' && hasToolCalls ? null : content;
  const parts = hasToolCalls ? content.filter((part) => !TOOL_CALL_PARTS.has(at(part, 'type'))) : content;
  return parts.length === 0 && hasToolCalls ? null : parts.map(chatPart);
}

function chatPart(part: unknown): unknown {
  const type = textAt(part, 'type');
  const convert = type === undefined ? undefined : CONVERTERS[type];
  return convert && isWire(part) ? convert(part) : part;
}

function imageUrl(part: Wire): unknown {
  const source = isWire(part['source']) ? part['source'] : part;
  const url = textAt(source, 'url') ?? dataUrl(source);
  return url === undefined ? undefined : { type: 'image_url', image_url: { url } };
}

function dataUrl(source: Wire): string | undefined {
  const data = textAt(source, 'data');
  const type = mimeType(source);
  return data === undefined || type === undefined ? undefined : `data:${type};base64,${data}`;
}

function inputAudio(part: Wire): unknown {
  const data = textAt(part, 'data');
  const format = AUDIO_FORMATS[mimeType(part) ?? ''];
  return data === undefined || format === undefined
    ? undefined
    : { type: 'input_audio', input_audio: { data, format } };
}

function mimeType(source: Wire): string | undefined {
  return textAt(source, 'mime_type') ?? textAt(source, 'mimeType') ?? textAt(source, 'media_type');
}
