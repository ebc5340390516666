import type { JsonObject, JsonValue } from '../model/index.ts';
import { typeOfBase64, typeOfFormat } from './media-type.ts';

/** Base64 text that was found in a value. */
export interface FoundMedia {
  /** Without the head of a data URI. */
  readonly base64: string;
  readonly contentType: string;
  /** Put there as an attachment by the program itself. */
  readonly explicit: boolean;
}

/** A place where an API puts base64 text: the field of an object that looks a certain way. */
interface MediaPlace {
  readonly field: string;
  /** True for an object whose field is such a place; `under` is the field that holds the object. */
  readonly matches: (holder: JsonObject, under: string) => boolean;
  /** What the object says of the type. */
  readonly type: (holder: JsonObject) => string | undefined;
  readonly otherwise: string;
}

/** Marks a data URI that stands for an explicit attachment. */
export const EXPLICIT = 'spanwright-attachment';

const mimeType = (holder: JsonObject): string | undefined =>
  textIn(holder, 'media_type') ?? textIn(holder, 'mime_type') ?? textIn(holder, 'mimeType');
const always = (): boolean => true;

const PLACES: readonly MediaPlace[] = [
  // OpenAI: audio in a message, spoken answers, images, the responses API's image tool.
  { field: 'data', matches: (_, under) => under === 'input_audio', type: byFormat('format'), otherwise: 'audio/wav' },
  { field: 'data', matches: (_, under) => under === 'audio', type: byFormat('format'), otherwise: 'audio/wav' },
  { field: 'b64_json', matches: always, type: byFormat('output_format'), otherwise: 'image/png' },
  {
    field: 'result',
    matches: ({ type }) => type === 'image_generation_call',
    type: byFormat('output_format'),
    otherwise: 'image/png',
  },
  // Anthropic's `source`, Gemini's `inline_data`, LangChain's content blocks.
  { field: 'data', matches: (holder) => mimeType(holder) !== undefined, type: mimeType, otherwise: '' },
  { field: 'data', matches: ({ type }) => type === 'base64', type: mimeType, otherwise: 'application/octet-stream' },
  // Bedrock.
  { field: 'bytes', matches: (_, under) => under === 'source', type: byFormat('format'), otherwise: 'image/png' },
];

const DATA_URI = /^data:([^;,]*)((?:;[^;,]*)*?);base64,/;

/** The media in a field of an object; undefined for ordinary text. Whether the base64 is valid is not looked at. */
export function findMedia(text: string, field: string, holder: JsonObject, under: string): FoundMedia | undefined {
  const uri = text.startsWith('data:') ? DATA_URI.exec(text) : null;
  if (uri) {
    const base64 = text.slice(uri[0].length);
    const contentType = uri[1] || typeOfBase64(base64) || 'application/octet-stream';
    return { base64, contentType, explicit: uri[2] === `;${EXPLICIT}` };
  }
  const place = PLACES.find((known) => known.field === field && known.matches(holder, under));
  if (!place) return undefined;
  return { base64: text, contentType: place.type(holder) ?? typeOfBase64(text) ?? place.otherwise, explicit: false };
}

function byFormat(field: string): (holder: JsonObject) => string | undefined {
  return (holder) => typeOfFormat(holder[field]);
}

function textIn(holder: JsonObject, field: string): string | undefined {
  const value: JsonValue | undefined = holder[field];
  return typeof value === 'string' ? value : undefined;
}
