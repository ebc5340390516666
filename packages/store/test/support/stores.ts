import { afterEach } from '@jest/globals';
import type { TraceInfo } from '@spanwright/core/model';
import { type OpenTraceStoreOptions, type TraceStore, type WorkerTraceStore, openTraceStore } from '../../src/index.ts';

const stores: WorkerTraceStore[] = [];

afterEach(async () => {
  await Promise.all(stores.splice(0).map((store) => store.close()));
});

/** Opens a store that is closed after the test. */
export function openStore(path: string, options: Omit<OpenTraceStoreOptions, 'path'> = {}): WorkerTraceStore {
  const store = openTraceStore({ path, ...options });
  stores.push(store);
  return store;
}

/** All traces of a store, page by page. */
export async function listAll(store: TraceStore, limit = 500): Promise<readonly TraceInfo[]> {
  const found: TraceInfo[] = [];
  for (let pageToken: string | undefined; ;) {
    const page = await store.listTraces({ limit, ...(pageToken !== undefined && { pageToken }) });
    found.push(...page.traces);
    pageToken = page.nextPageToken;
    if (pageToken === undefined) return found;
  }
}
