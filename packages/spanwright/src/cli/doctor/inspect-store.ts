import { loadDriver } from '@spanwright/store';
import type { StoreReport } from './report.ts';

/**
 * The SQLite that the store uses here.
 * @param warn is told when it is not a safe version.
 * @throws TracingError STORE_UNAVAILABLE when there is none.
 */
export function inspectStore(warn: (message: string) => void): StoreReport {
  const { name, version } = loadDriver(warn);
  return { driver: name, sqliteVersion: version };
}
