import { openTraceStore } from '@spanwright/store';
import { ingest, untilIndexed } from '../store/ingest.mjs';

/**
 * Sees to it that a database has at least so many traces of benchmarks/store, with their text indexed; tells how many
 * there are, and its size. What runs that were cut off have left there is made use of.
 */
export async function prepare(path, wanted) {
  const store = openTraceStore({ path, warn: console.error });
  const { traces: there } = await store.getStats();
  if (there < wanted) await ingest(store, wanted, there);
  await untilIndexed(store, wanted);
  const { traces, bytes } = await store.getStats();
  await store.close();
  return { traces, megabytes: Math.round(bytes / 1e6) };
}
