import { TracingError } from '../model/index.ts';
import type { Answer } from './answer.ts';
import type { HttpRequest } from './connection.ts';

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
/** These keep method and body. */
const KEEPING: ReadonlySet<number> = new Set([307, 308]);
const MOST = 10;

/**
 * Follows redirects as Python's requests does: credentials go to the same host alone, or to its encrypted self. What
 * would lose the body of a request on its way, or its encryption, is refused.
 * @throws TracingError INVALID_TRACKING_URI, naming the address to use.
 */
export async function redirected(first: HttpRequest, send: (request: HttpRequest) => Promise<Answer>): Promise<Answer> {
  let request = first;
  for (let count = 0; count <= MOST; count += 1) {
    const answer = await send(request);
    const location = REDIRECTS.has(answer.status) ? answer.headers['location'] : undefined;
    if (typeof location !== 'string') return answer;
    request = next(request, answer.status, location);
  }
  throw new TracingError('INVALID_TRACKING_URI', `${first.url.origin} redirects requests more than ${MOST} times.`);
}

function next(request: HttpRequest, status: number, location: string): HttpRequest {
  const url = parse(location, request.url);
  const keeps = KEEPING.has(status) || request.method === 'GET';
  const downgraded = request.url.protocol === 'https:' && url.protocol !== 'https:';
  if (!keeps || downgraded || !/^https?:$/.test(url.protocol)) throw refused(request, url);
  if (isSame(request.url, url)) return { ...request, url };
  const { authorization: _, ...headers } = request.headers;
  return { ...request, url, headers };
}

function isSame(from: URL, to: URL): boolean {
  if (from.origin === to.origin) return true;
  return (
    from.hostname === to.hostname && from.protocol === 'http:' && to.protocol === 'https:' && !from.port && !to.port
  );
}

function parse(location: string, base: URL): URL {
  try {
    return new URL(location, base);
  } catch {
    throw new TracingError('INVALID_TRACKING_URI', `${base.origin} redirects to "${location}", which is no address.`);
  }
}

function refused({ method, url }: HttpRequest, target: URL): TracingError {
  const message =
    `${url.origin} redirects a ${method} request to ${target.origin}, where it is not sent. ` +
    'Set the tracking URI to the address that it is redirected to.';
  return new TracingError('INVALID_TRACKING_URI', message);
}
