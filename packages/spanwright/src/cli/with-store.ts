import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import { TracingError } from '@spanwright/core/model';
import { openTraceStore, type TraceStore } from '@spanwright/store';
import { chooseDatabase } from './database-path.ts';

/** Opens the chosen database for reading, and closes it when the work is done or has failed. */
export async function withStore<T>(db: string | undefined, work: (store: TraceStore) => Promise<T>): Promise<T> {
  const { path } = chooseDatabase(db);
  requireDatabase(path);
  const store = openTraceStore({ path, mode: 'read' });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/** Makes sure that there is a database. */
export function requireDatabase(path: string): void {
  if (!existsSync(path)) throw missing(path);
}

function missing(path: string): TracingError {
  const shown = relative('.', path) || path;
  return new TracingError(
    'RESOURCE_DOES_NOT_EXIST',
    `There is no trace database at ${shown}. Make one with "spanwright run -- node app.js" or autolog(), ` +
      'or name another one with --db or MLFLOW_TRACKING_URI.',
  );
}
