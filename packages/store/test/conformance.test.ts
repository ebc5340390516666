import type { TraceStore } from '../src/index.ts';
import { openTraceStore } from '../src/index.ts';
import { describeStore } from './conformance/describe-store.ts';
import { newPath } from './support/folder.ts';

const paths = new Map<TraceStore, string>();

function openAt(path: string): TraceStore {
  const store = openTraceStore({ path });
  paths.set(store, path);
  return store;
}

describeStore('a SQLite file', {
  open: () => openAt(newPath()),
  openAgain: (store) => openAt(paths.get(store) ?? ''),
});
