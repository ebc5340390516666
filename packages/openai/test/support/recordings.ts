import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Stream } from 'openai/core/streaming';

/** One exchange of a recording: the request's body, and the response as JSON or as event-stream text. */
export interface Exchange {
  readonly title: string;
  readonly url: string;
  readonly request: Record<string, unknown>;
  readonly status: number;
  readonly body?: Record<string, unknown>;
  readonly sse?: string;
}

interface RecordedInteraction {
  readonly request: { readonly url: string; readonly body: Record<string, unknown> };
  readonly response: { readonly status: number; readonly body?: Record<string, unknown>; readonly sse?: string };
}

/** Every exchange of one endpoint in the recordings folder; none when `SPANWRIGHT_RECORDINGS` is not set. */
export function exchangesOf(endpoint: string): Exchange[] {
  const root = process.env['SPANWRIGHT_RECORDINGS'];
  if (root === undefined) return [];
  return folders(root, endpoint).flatMap((folder) => readdirSync(folder).flatMap((file) => read(folder, file)));
}

/** The chunks as the openai client decodes them, up to the end or to the error that the provider sent in mid-stream. */
export async function chunksOf(sse: string): Promise<unknown[]> {
  const chunks: unknown[] = [];
  try {
    for await (const chunk of Stream.fromSSEResponse(new Response(sse), new AbortController())) chunks.push(chunk);
  } catch {
    // A provider's error in mid-stream: what came before it counts.
  }
  return chunks;
}

function folders(root: string, endpoint: string): string[] {
  const providers = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return providers
    .filter(({ name }) => readdirSync(join(root, name)).includes(endpoint))
    .map(({ name }) => join(root, name, endpoint));
}

function read(folder: string, file: string): Exchange[] {
  const { interactions } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as {
    interactions: RecordedInteraction[];
  };
  return interactions.map(({ request, response }, index) => ({
    title: `${folder.split('/').at(-2)}/${file} ${index}`,
    url: request.url,
    request: request.body,
    ...response,
  }));
}
