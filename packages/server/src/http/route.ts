import type { IncomingMessage } from 'node:http';
import type { JsonObject } from '@spanwright/core/model';
import type { Answer } from './answer.ts';

/** Methods that routes have. */
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** A request that has found its route. */
export interface Call {
  readonly request: IncomingMessage;
  /** What stands in the path for `:name`; for `*name`, the rest of the path. Decoded. */
  readonly params: { readonly [name: string]: string };
  readonly query: URLSearchParams;
  /** The whole body, decompressed. */
  body(): Promise<Buffer>;
  /** The body as a JSON object; `{}` where there is none. */
  json(): Promise<JsonObject>;
}

/** One thing that the server can be asked for. */
export interface Route {
  readonly method: Method;
  /** Such as `/traces/:id`; a last part `*path` stands for the rest. */
  readonly path: string;
  readonly handle: (call: Call) => Answer | Promise<Answer>;
}
