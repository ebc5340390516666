import { TracingError } from '@spanwright/core/model';
import { resolve } from 'node:path';
import type { StoreObserver } from './store-observer.ts';
import { WorkerTraceStore } from './worker-trace-store.ts';

/** How a store is opened. */
export interface OpenTraceStoreOptions extends StoreObserver {
  /** The database file; relative to the current folder of now. */
  readonly path: string;
  /** `read` never creates a file and refuses `append`. Default `write`: the file is created by the first call. */
  readonly mode?: 'read' | 'write';
}

/**
 * Opens the SQLite store in a file. Returns at once and does nothing yet: what is wrong with the file is told by every
 * call, as the rejection of its promise.
 */
export function openTraceStore({ path, mode = 'write', ...observer }: OpenTraceStoreOptions): WorkerTraceStore {
  if (typeof path !== 'string' || path === '') {
    throw new TracingError('INVALID_PARAMETER_VALUE', 'openTraceStore needs the path of a database file.');
  }
  return new WorkerTraceStore({ path: resolve(path), mode }, observer);
}
