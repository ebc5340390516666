import { type SpanData, type SpanJson, TracingError, spanFromJson, spanToJson } from '@spanwright/core/model';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { SqlRow } from './driver.ts';
import { damagedSpans } from './damaged-spans.ts';

/** JSON array of spans in MLflow's V3 form, compressed by raw deflate. Every supported Node can read it. */
const DEFLATE_RAW_JSON = 1;

// A large trace is read and shown piece by piece.
const MAX_CHUNK_CHARS = 256 * 1024;

/** Some spans of a trace, compressed together. */
export interface PayloadChunk {
  readonly codec: number;
  /** Bytes before the compression. */
  readonly rawBytes: number;
  readonly data: Uint8Array;
  /** How many spans it holds. */
  readonly spanCount: number;
}

/** Compresses spans, in their order, into chunks of about 256 KiB; a larger span has a chunk of its own. */
export function encodeChunks(spans: readonly SpanData[]): readonly PayloadChunk[] {
  return group(spans.map(spanText)).map(encodeChunk);
}

/** The spans of a row of `payload`. */
export function decodeChunk(row: SqlRow): readonly SpanData[] {
  return readable(() => decodeChunkJson(row).map(spanFromJson));
}

/** The spans of a row of `payload`, as they were written. */
export function decodeChunkJson({ codec, data }: SqlRow): readonly SpanJson[] {
  if (codec !== DEFLATE_RAW_JSON || !(data instanceof Uint8Array)) {
    throw new TracingError('STORE_NEWER_SCHEMA', `Unknown payload codec ${String(codec)}. Update @spanwright/store.`);
  }
  return readable(() => {
    const spans = JSON.parse(inflateRawSync(data).toString()) as readonly SpanJson[];
    if (spans.every(isSpan)) return spans;
    throw new TypeError('a span lacks what every span has');
  });
}

function readable<T>(decode: () => T): T {
  try {
    return decode();
  } catch (cause) {
    throw damagedSpans('Stored spans are damaged and cannot be read.', cause);
  }
}

// Damage may leave sound JSON, with other keys.
function isSpan({ span_id: id, name, status, attributes, events }: Partial<SpanJson>): boolean {
  const texts = [id, name, status?.code].every((text) => typeof text === 'string');
  return texts && typeof attributes === 'object' && attributes !== null && Array.isArray(events);
}

function group(texts: readonly string[]): readonly (readonly string[])[] {
  const groups: string[][] = [];
  let room = 0;
  for (const text of texts) {
    if (room < text.length) {
      groups.push([]);
      room = MAX_CHUNK_CHARS;
    }
    groups.at(-1)?.push(text);
    room -= text.length;
  }
  return groups;
}

function encodeChunk(texts: readonly string[]): PayloadChunk {
  const raw = Buffer.from(`[${texts.join(',')}]`);
  const data = deflateRawSync(raw, { level: 1 });
  return { codec: DEFLATE_RAW_JSON, rawBytes: raw.length, data, spanCount: texts.length };
}

function spanText(span: SpanData): string {
  try {
    return JSON.stringify(spanToJson(span));
  } catch (error) {
    throw new TracingError(
      'INVALID_PARAMETER_VALUE',
      `Span ${span.spanId} cannot be written as JSON: ${String(error)}`,
      {
        cause: error,
      },
    );
  }
}
