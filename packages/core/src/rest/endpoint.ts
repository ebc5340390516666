import type { RestRequest } from './rest-client.ts';

/** One of MLflow's endpoints: `Params` are its fields, `Result` what it answers. Both only exist as types. */
export interface Endpoint<Params, Result> {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Behind the tracking URI; `{name}` stands for that parameter. */
  readonly path: string;
  /** Never there: tells the types apart. */
  readonly types?: (params: Params) => Result;
}

/** Half surrogate pairs as JSON writes them; the server's database takes none. */
const HALF_PAIR = /(?<!\\)((?:\\\\)*)\\ud[89a-f][0-9a-f]{2}/g;

/** The request that calls an endpoint: its fields go into the query of a GET, else into the body. */
export function requestOf<Params extends object>(
  { method, path }: Endpoint<Params, unknown>,
  params: Params,
): RestRequest {
  const fields = new Map(Object.entries(params).filter(([, value]) => value !== undefined));
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(fields.get(name))));
  if (method === 'GET') return { method, path: filled + queryOf(fields) };
  const headers = { 'content-type': 'application/json' };
  // Some endpoints want what is in the path here as well.
  return { method, path: filled, headers, body: jsonBody(Object.fromEntries(fields)) };
}

/** A value as the body of a request. */
export function jsonBody(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value).replace(HALF_PAIR, '$1\\ufffd'));
}

function queryOf(params: ReadonlyMap<string, unknown>): string {
  const query = new URLSearchParams();
  for (const [name, value] of params)
    for (const one of Array.isArray(value) ? (value as unknown[]) : [value]) query.append(name, String(one));
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}
