import { at, firstText, isObject, type JsonObject, type JsonValue, textOf } from './json.ts';
import type { MediaPart } from './message.ts';

const FORMATS: { readonly [format: string]: string } = {
  mp3: 'audio/mpeg',
  wav: 'audio/wav',
  pcm16: 'audio/wav',
  jpg: 'image/jpeg',
  pdf: 'application/pdf',
};

/** Characters by which base64 is told from other text. */
const LOOKED_AT = 200;

/** What base64 text, an address or an attachment's reference is as the source of an element. */
export function sourceOf(text: string | undefined, type: string): string | undefined {
  if (text === undefined) return undefined;
  if (/^(data|https?|mlflow-attachment):/.test(text)) return text;
  return /^[\w+/=\s-]+$/.test(text.slice(0, LOOKED_AT)) ? `data:${type};base64,${text}` : undefined;
}

/** The type that a format such as `png` stands for. */
export function typeOfFormat(format: JsonValue | undefined, kind: 'image' | 'audio' | 'file'): string {
  const name = textOf(format)?.toLowerCase();
  if (name === undefined) return { image: 'image/png', audio: 'audio/wav', file: 'application/octet-stream' }[kind];
  return FORMATS[name] ?? (name.includes('/') ? name : `${kind === 'file' ? 'application' : kind}/${name}`);
}

/** Where the libraries put media: the block itself, or an object within it. */
const HOLDERS = [
  'source',
  'image_url',
  'input_audio',
  'audio',
  'file',
  'inlineData',
  'inline_data',
  'fileData',
  'image',
];
const FIELDS = ['url', 'data', 'image', 'file_data', 'fileUri', 'file_uri', 'bytes', 'base64', 'image_url', 'file_url'];
const TYPES = ['media_type', 'mime_type', 'mimeType', 'mediaType', 'contentType'];

/** An image, a sound or a file in a block of any library. */
export function mediaPart(block: JsonObject, kind: MediaPart['kind']): MediaPart {
  const inner = HOLDERS.map((key) => block[key]).filter(isObject);
  const holders = [...inner.flatMap((holder) => [holder, ...listedSource(holder)]), block];
  const first = (keys: readonly string[]): string | undefined =>
    holders.map((holder) => firstText(holder, ...keys)).find((text) => text !== undefined);
  const mime = first(TYPES) ?? typeOfFormat(first(['format']), kind);
  const source = sourceOf(first(FIELDS), mime);
  const label = first(['filename', 'name', 'title', 'transcript', 'file_id', 'id']);
  const real = kind === 'file' ? kindOfType(mime) : kind;
  return { kind: real, ...(source !== undefined && { source }), ...(label !== undefined && { label }) };
}

/** Bedrock's `{image: {format, source: {bytes}}}`. */
function listedSource(holder: JsonObject): readonly JsonObject[] {
  const source = at(holder, 'source');
  return isObject(source) ? [source] : [];
}

function kindOfType(type: string): MediaPart['kind'] {
  if (type.startsWith('image/')) return 'image';
  return type.startsWith('audio/') ? 'audio' : 'file';
}
