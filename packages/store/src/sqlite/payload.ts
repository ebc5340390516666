import { type SpanData, type SpanJson, TracingError, spanFromJson, spanToJson } from '@spanwright/core/model';
import { brotliCompressSync, brotliDecompressSync, constants, inflateRawSync } from 'node:zlib';
import type { SqlRow } from './driver.ts';
import { type SpansText, readable, spansOfText } from '../spans-text.ts';

// JSON array of spans in MLflow's V3 form, compressed. Every supported Node can read both; the first is written no more.
const DEFLATE_RAW_JSON = 1;
const BROTLI_JSON = 2;

const DECOMPRESS: { readonly [codec: number]: (data: Uint8Array) => Buffer } = {
  [DEFLATE_RAW_JSON]: (data) => inflateRawSync(data),
  [BROTLI_JSON]: (data) => brotliDecompressSync(data),
};

// Quality 1 makes JSON as small as deflate does at its fastest, in two thirds of the time; 0 saves little more, and its
// output of 20 KB needs a second page of the database more often. The window is that of a chunk.
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 1, [constants.BROTLI_PARAM_LGWIN]: 18 } };

// A large trace is read and shown piece by piece.
const MAX_CHUNK_CHARS = 256 * 1024;
// Few spans are most often one chunk.
const FEW_SPANS = 64;

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
  const whole = spans.length > 0 && spans.length <= FEW_SPANS ? textOfAll(spans) : undefined;
  if (whole !== undefined && whole.length <= MAX_CHUNK_CHARS) return [encodeChunk(whole, spans.length)];
  return group(spans.map(spanText)).map((texts) => encodeChunk(`[${texts.join(',')}]`, texts.length));
}

/** The spans of a row of `payload`. */
export function decodeChunk(row: SqlRow): readonly SpanData[] {
  return readable(() => decodeChunkJson(row).map(spanFromJson));
}

/** The spans of a row of `payload`, as they were written. */
export function decodeChunkJson(row: SqlRow): readonly SpanJson[] {
  return spansOfText(decodeChunkText(row));
}

/** The spans of a row of `payload`, as text. */
export function decodeChunkText({ codec, data }: SqlRow): SpansText {
  const decompress = DECOMPRESS[Number(codec)];
  if (!decompress || !(data instanceof Uint8Array)) {
    throw new TracingError('STORE_NEWER_SCHEMA', `Unknown payload codec ${String(codec)}. Update @spanwright/store.`);
  }
  return readable(() => decompress(data).toString());
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

function encodeChunk(text: string, spanCount: number): PayloadChunk {
  const raw = Buffer.from(text);
  return { codec: BROTLI_JSON, rawBytes: raw.length, data: brotliCompressSync(raw, BROTLI), spanCount };
}

// At once is cheaper than span by span, which tells what is wrong with which.
function textOfAll(spans: readonly SpanData[]): string | undefined {
  try {
    return JSON.stringify(spans.map(spanToJson));
  } catch {
    return undefined;
  }
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
