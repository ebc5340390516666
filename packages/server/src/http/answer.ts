import type { Readable } from 'node:stream';

/** Headers by their names in small letters. */
export type Headers = { readonly [name: string]: string };

/** What is sent back. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** A stream is destroyed when the client goes away. */
  readonly body?: string | Uint8Array | Readable;
}

/** An answer in JSON. */
export function json(value: unknown, status = 200): Answer {
  return jsonText(JSON.stringify(value), status);
}

/** An answer in JSON that is text already. */
export function jsonText(body: string, status = 200): Answer {
  return { status, headers: { 'content-type': 'application/json; charset=utf-8' }, body };
}

/** An answer in plain text. */
export function text(body: string, status = 200, headers: Headers = {}): Answer {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8', ...headers }, body };
}

/** A file to be saved under a name. */
export function download(body: NonNullable<Answer['body']>, name: string, type: string): Answer {
  return {
    status: 200,
    headers: { 'content-type': type, 'content-disposition': `attachment; filename="${name}"` },
    body,
  };
}
