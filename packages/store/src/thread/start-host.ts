import type { DatabaseSettings } from '../sqlite/open-database.ts';
import { findWorkerFile } from '../package-location.ts';
import { InlineHost } from './inline-host.ts';
import type { HostEvents, StoreHost } from './store-host.ts';
import { WorkerHost } from './worker-host.ts';

/** A thread of its own for the store where that is possible, else the caller's. */
export function startHost(settings: DatabaseSettings, events: HostEvents): StoreHost {
  const file = findWorkerFile();
  try {
    if (file !== undefined) return new WorkerHost(file, settings, events);
  } catch {
    // The process may not start threads (`--permission`).
  }
  return new InlineHost(settings, events);
}
