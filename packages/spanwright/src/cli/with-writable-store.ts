import { openTraceStore, type TraceStore } from '@spanwright/store';
import { chooseDatabase } from './database-path.ts';
import { requireDatabase } from './with-store.ts';

/** Opens the chosen database for changes, and closes it when the work is done or has failed. */
export async function withWritableStore<T>(
  db: string | undefined,
  work: (store: TraceStore) => Promise<T>,
): Promise<T> {
  const { path } = chooseDatabase(db);
  requireDatabase(path);
  const store = openTraceStore({ path });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}
