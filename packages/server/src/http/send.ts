import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable, pipeline } from 'node:stream';
import { constants, createGzip, gzip } from 'node:zlib';
import type { Answer } from './answer.ts';

// Below, the compression costs more than it saves.
const MIN_GZIP_BYTES = 4096;
// Within one machine it saves nothing; what a proxy passes on goes further.
const LOOPBACK = /^(?:127\.|::1$|::ffff:127\.)/;
const PASSED_ON = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'] as const;
const COMPRESSIBLE = /^(?:application\/(?:json|x-ndjson)|text\/(?!event-stream))/;

/** Sends an answer, compressed where the client takes it and it is worth it. */
export function send(request: IncomingMessage, response: ServerResponse, { status, headers, body }: Answer): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.statusCode = status;
  if (body instanceof Readable) sendStream(request, response, body);
  else if (body === undefined || request.method === 'HEAD') response.end();
  else sendBytes(request, response, typeof body === 'string' ? Buffer.from(body) : body);
}

function sendStream(request: IncomingMessage, response: ServerResponse, body: Readable): void {
  if (request.method === 'HEAD') {
    body.destroy();
    response.end();
  } else if (takesGzip(request, response)) {
    response.setHeader('content-encoding', 'gzip');
    pipeline(body, createGzip(), response, () => {});
  } else pipeline(body, response, () => {});
}

function sendBytes(request: IncomingMessage, response: ServerResponse, bytes: Uint8Array): void {
  if (bytes.length < MIN_GZIP_BYTES || !takesGzip(request, response)) {
    response.setHeader('content-length', bytes.length);
    response.end(bytes);
    return;
  }
  gzip(bytes, { level: constants.Z_BEST_SPEED }, (error, compressed) => {
    if (error) return response.destroy(error);
    response.setHeader('content-encoding', 'gzip');
    response.setHeader('content-length', compressed.length);
    return response.end(compressed);
  });
}

function takesGzip(request: IncomingMessage, response: ServerResponse): boolean {
  if (response.hasHeader('content-encoding')) return false;
  response.setHeader('vary', 'accept-encoding');
  const type = String(response.getHeader('content-type') ?? '');
  return COMPRESSIBLE.test(type) && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '') && !isNear(request);
}

function isNear({ socket, headers }: IncomingMessage): boolean {
  return LOOPBACK.test(socket.remoteAddress ?? '') && PASSED_ON.every((name) => headers[name] === undefined);
}
