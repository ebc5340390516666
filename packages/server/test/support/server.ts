import { afterEach } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TraceData } from '@spanwright/core/model';
import { type WorkerTraceStore, openTraceStore } from '@spanwright/store';
import { type ServerOptions, createServer } from '../../src/index.ts';

const undo: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const step of undo.splice(0).toReversed()) await step();
});

/** An empty folder, removed after the test. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'spanwright-server-'));
  undo.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A store that is closed after the test. */
export function openStore(path: string): WorkerTraceStore {
  const store = openTraceStore({ path });
  undo.push(() => store.close());
  return store;
}

/** A server that a test talks to. */
export interface TestServer {
  readonly url: string;
  readonly port: number;
  readonly folder: string;
  readonly database: string;
  readonly store: WorkerTraceStore;
  readonly errors: readonly string[];
  /** The body of a `GET`, whatever its status. */
  get<T = Answer>(path: string, init?: RequestInit): Promise<T>;
  /** Sends JSON and gives the body of the answer. */
  send<T = Answer>(method: string, path: string, body?: unknown): Promise<T>;
}

/** A body in JSON, of which a test knows what it is. */
// oxlint-disable-next-line typescript/no-explicit-any -- the expectations tell what it is
export type Answer = Record<string, any>;

/** A server on a database with these traces; both are gone after the test. */
export async function startServer(
  traces: readonly TraceData[] = [],
  options: Partial<ServerOptions> = {},
): Promise<TestServer> {
  const folder = newFolder();
  const database = join(folder, 'traces.db');
  const store = openStore(database);
  await store.append(traces);
  const errors: string[] = [];
  const server = await createServer({
    store,
    artifacts: `${database}-artifacts`,
    attachments: `${database}-attachments`,
    database,
    onError: (message) => errors.push(message),
    ...options,
  });
  undo.push(() => server.close());
  const ask = async <T>(path: string, init: RequestInit = {}): Promise<T> =>
    (await (await fetch(server.url + path, init)).json()) as T;
  return {
    url: server.url,
    port: server.port,
    folder,
    database,
    store,
    errors,
    get: ask,
    send: (method, path, body) =>
      ask(path, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body ?? {}) }),
  };
}
