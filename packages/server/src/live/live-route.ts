import { Readable } from 'node:stream';
import type { Answer } from '../http/answer.ts';
import { refuse } from '../http/refusal.ts';
import type { Call } from '../http/route.ts';
import { limits } from '../limits.ts';
import type { ServerContext } from '../server-context.ts';

const HEARTBEAT_MS = 15_000;
// A client that does not read any more is let go.
const MAX_WAITING = 1024 * 1024;

/** `GET /live`: server-sent events, `traces` with a `LiveEvent` each, until the client goes. */
export function liveEvents({ live }: ServerContext, { query }: Call): Answer {
  if (live.watchers >= limits.watchers) throw refuse('REQUEST_LIMIT_EXCEEDED', 'Too many viewers watch live traces.');
  const stream = new Readable({ read: () => {} });
  const push = (text: string): void => {
    if (stream.readableLength > MAX_WAITING) stream.destroy();
    else stream.push(text);
  };
  const stop = live.watch(query.getAll('experiment'), (event) =>
    push(`event: traces\ndata: ${JSON.stringify(event)}\n\n`),
  );
  const heartbeat = setInterval(() => push(': here\n\n'), HEARTBEAT_MS).unref();
  stream.once('close', () => {
    clearInterval(heartbeat);
    stop();
  });
  push('retry: 2000\n\n');
  return { status: 200, headers: { 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' }, body: stream };
}
