import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Answer, text } from './answer.ts';
import { parseJson } from './json-body.ts';
import { type BodyBudget, readBody } from './read-body.ts';
import { answerTo, errorAnswer } from './refusal.ts';
import type { Call } from './route.ts';
import type { Match, Router } from './router.ts';
import { send } from './send.ts';

/** How requests are answered. */
export interface Handling {
  readonly router: Router;
  readonly budget: BodyBudget;
  /** Asked before anything else; an answer ends the request. */
  readonly guard: (request: IncomingMessage, path: string) => Answer | undefined;
  /** For a path that no route has. */
  readonly otherwise: (request: IncomingMessage, path: string) => Answer;
  /** Told of failures of ours, without anything that the request has brought. */
  readonly onError: (message: string) => void;
}

/** Answers a request. Never throws. */
export async function handle(request: IncomingMessage, response: ServerResponse, handling: Handling): Promise<void> {
  const url = parseUrl(request.url ?? '/');
  const path = url?.pathname ?? '';
  const answer = url
    ? (handling.guard(request, path) ?? (await answered(request, url, handling)))
    : text('Not a path.', 400);
  if (response.destroyed) return discard(answer);
  // What nobody has read of the body would be taken for the next request.
  if (!request.complete && answer.status >= 400) response.setHeader('connection', 'close');
  send(request, response, answer);
}

async function answered(request: IncomingMessage, url: URL, handling: Handling): Promise<Answer> {
  const method = request.method === 'HEAD' ? 'GET' : (request.method ?? 'GET');
  const match = handling.router(method, url.pathname);
  const releases: (() => void)[] = [];
  try {
    if (!match) return handling.otherwise(request, url.pathname);
    return await match.route.handle(callOf(request, { url, match, handling, releases }));
  } catch (error) {
    return answerTo(error) ?? failure(error, `${method} ${match?.route.path ?? 'of a file'}`, handling);
  } finally {
    for (const release of releases) release();
  }
}

function failure(error: unknown, what: string, { onError }: Handling): Answer {
  onError(`${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  return errorAnswer('INTERNAL_ERROR', 'Something went wrong in the server; its log tells what.');
}

interface Parts {
  readonly url: URL;
  readonly match: Match;
  readonly handling: Handling;
  readonly releases: (() => void)[];
}

function callOf(request: IncomingMessage, { url, match, handling, releases }: Parts): Call {
  const body = async (): Promise<Buffer> => {
    const read = await readBody(request, handling.budget);
    releases.push(read.release);
    return read.body;
  };
  return { request, params: match.params, query: url.searchParams, body, json: async () => parseJson(await body()) };
}

function parseUrl(url: string): URL | undefined {
  // A second slash would begin the name of a host. `URL` takes `..` out of paths; encoded ones stay and are checked.
  return URL.canParse(`http://server${url.startsWith('/') ? url : '/'}`)
    ? new URL(`http://server${url.startsWith('/') ? url : '/'}`)
    : undefined;
}

function discard({ body }: Answer): void {
  if (typeof body === 'object' && 'destroy' in body) body.destroy();
}
