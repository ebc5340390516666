import * as store from '@spanwright/store';
import type { StoreReport } from './report.ts';

/** What the store tells of the SQLite that it would use here. */
interface DriverSource {
  loadDriver?(warn: (message: string) => void): { readonly name: string; readonly version: string };
}

/**
 * The SQLite that the store uses here.
 * @param warn is told when it is not a safe version.
 * @throws TracingError STORE_UNAVAILABLE when there is none.
 */
export function inspectStore(warn: (message: string) => void): StoreReport | undefined {
  const driver = (store as object as DriverSource).loadDriver?.(warn);
  return driver && { driver: driver.name, sqliteVersion: driver.version };
}
