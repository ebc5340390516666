import { takeHeld } from './early-requests.ts';
import { RequestFailed, failureFromBody } from './failure.ts';
import { type Parameters, addressOf } from './request-address.ts';

/** Asks the server and reads its JSON. Rejects with a `RequestFailed`, or with `AbortError` once `signal` aborts. */
export async function getJson<T>(path: string, parameters: Parameters = {}, signal?: AbortSignal): Promise<T> {
  return answerOf<T>(await send(addressOf(path, parameters), { signal: signal ?? null }));
}

/** Sends JSON and reads the JSON of the answer, as `getJson` does. */
export async function sendJson<T>(method: 'POST' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<T> {
  const headers = { 'content-type': 'application/json' };
  const sent = body === undefined ? {} : { body: JSON.stringify(body), headers };
  return answerOf<T>(await send(path, { method, ...sent }));
}

async function send(address: string, init: RequestInit): Promise<Response> {
  try {
    const early = init.method === undefined ? takeHeld(address) : undefined;
    return await (early ?? fetch(address, { credentials: 'same-origin', ...init }));
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new RequestFailed({ code: 'UNREACHABLE', message: 'The server does not answer.', status: 0 });
  }
}

async function answerOf<T>(response: Response): Promise<T> {
  const body = await response.text();
  if (!response.ok) throw failureFromBody(response.status, body);
  return (body === '' ? {} : JSON.parse(body)) as T;
}
