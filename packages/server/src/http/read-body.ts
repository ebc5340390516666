import type { IncomingMessage } from 'node:http';
import { type Readable, pipeline } from 'node:stream';
import { createGunzip, createInflate } from 'node:zlib';
import { limits } from '../limits.ts';
import { text } from './answer.ts';
import { GrowingBytes } from './growing-bytes.ts';
import { Refusal, refuse } from './refusal.ts';

const DECODERS: { readonly [encoding: string]: () => NodeJS.ReadWriteStream & Readable } = {
  gzip: createGunzip,
  deflate: createInflate,
};

/** Bytes of bodies that are in memory, of all requests together. */
export class BodyBudget {
  #bytes = 0;

  /** Counts bytes that have come; throws where there are too many. */
  take(bytes: number): void {
    if (this.#bytes + bytes > limits.bufferedBytes) {
      const headers = { 'retry-after': '1' };
      throw new Refusal(text('Too much is being sent at a time. Try again later.', 503, headers));
    }
    this.#bytes += bytes;
  }

  release(bytes: number): void {
    this.#bytes -= bytes;
  }
}

/**
 * The body of a request, decompressed, within the bounds of one and of all. The bytes count until `release`, which may
 * take them away.
 */
export async function readBody(
  request: IncomingMessage,
  budget: BodyBudget,
): Promise<{ readonly body: Buffer; readonly release: () => void }> {
  if (Number(request.headers['content-length'] ?? 0) > limits.bodyBytes) throw tooLarge();
  const bytes = new GrowingBytes(lengthOf(request));
  let size = 0;
  try {
    for await (const chunk of decoded(request) as AsyncIterable<Buffer>) {
      if (size + chunk.length > limits.bodyBytes) throw tooLarge();
      budget.take(chunk.length);
      size += chunk.length;
      bytes.add(chunk);
    }
  } catch (error) {
    budget.release(size);
    bytes.free();
    throw error instanceof Refusal ? error : refuse('BAD_REQUEST', `The body cannot be read: ${reasonOf(error)}.`);
  }
  return {
    body: bytes.all(),
    release: () => {
      budget.release(size);
      bytes.free();
    },
  };
}

/** Bytes of the body, where they are said; 0 where nobody knows. */
function lengthOf({ headers }: IncomingMessage): number {
  return headers['content-encoding'] === undefined ? Number(headers['content-length'] ?? 0) : 0;
}

function decoded(request: IncomingMessage): Readable {
  const encoding = request.headers['content-encoding']?.toLowerCase();
  const decoder = DECODERS[encoding ?? ''];
  if (encoding === undefined) return request;
  if (!decoder) throw refuse('BAD_REQUEST', `Unsupported Content-Encoding: ${encoding}`);
  const stream = decoder();
  // Errors come out of the stream that is read.
  pipeline(request, stream, () => {});
  return stream;
}

function tooLarge(): Refusal {
  return new Refusal(text(`The body is larger than ${limits.bodyBytes} bytes.`, 413, { connection: 'close' }));
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
