import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TracingError } from '@spanwright/core/model';
import type { Answer } from '../http/answer.ts';
import type { Call } from '../http/route.ts';
import type { ServerContext } from '../server-context.ts';

const TRACE_ID = /^tr-[0-9a-f]{32}$/;
const NAME = /^[0-9a-f-]{36}$/i;
// What a browser shows without running anything of it.
const SHOWN =
  /^(?:image\/(?:png|jpeg|gif|webp|avif|bmp)|audio\/[\w.+-]+|video\/[\w.+-]+|application\/pdf|text\/plain)$/;

/** `GET /attachments/ID/NAME`: a file that a program has put beside its traces, or a client among their artifacts. */
export async function attachment(context: ServerContext, { params, query }: Call): Promise<Answer> {
  const { id = '', name = '' } = params;
  const body = TRACE_ID.test(id) && NAME.test(name) ? await find(context, id, name) : undefined;
  if (!body) throw new TracingError('RESOURCE_DOES_NOT_EXIST', `Trace ${id} has no attachment ${name}.`);
  const type = query.get('content_type')?.toLowerCase() ?? '';
  const shown = SHOWN.test(type);
  return {
    status: 200,
    headers: {
      'content-type': shown ? type : 'application/octet-stream',
      'content-disposition': `${shown ? 'inline' : 'attachment'}; filename="${name}"`,
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'private, max-age=3600',
    },
    body,
  };
}

async function find(
  { attachments, artifacts, store }: ServerContext,
  id: string,
  name: string,
): Promise<Buffer | undefined> {
  const own = attachments === undefined ? undefined : await read(join(attachments, id, name));
  if (own) return own;
  const experiment = (await store.getTrace(id))?.info.experimentId ?? '';
  if (!/^[\w-]+$/.test(experiment)) return undefined;
  const folder = join(artifacts, experiment, 'traces', id, 'artifacts');
  return (await read(join(folder, 'attachments', name))) ?? (await read(join(folder, name)));
}

async function read(file: string): Promise<Buffer | undefined> {
  return readFile(file).catch(() => undefined);
}
