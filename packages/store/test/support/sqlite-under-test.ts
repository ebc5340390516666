import { openTraceStore, type TraceStore } from '../../src/index.ts';
import type { StoreUnderTest } from '../conformance/store-under-test.ts';
import { newPath } from './folder.ts';

const paths = new Map<TraceStore, string>();

function openAt(path: string): TraceStore {
  const store = openTraceStore({ path });
  paths.set(store, path);
  return store;
}

/** The store in a SQLite file. */
export const sqliteUnderTest: StoreUnderTest = {
  open: () => openAt(newPath()),
  openAgain: (store) => openAt(paths.get(store) ?? ''),
};
