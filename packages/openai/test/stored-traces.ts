import type { TraceData } from '@spanwright/core';
import { openTraceStore } from '@spanwright/store';

/** All traces of a database file, newest first. */
export async function storedTraces(path: string): Promise<readonly TraceData[]> {
  const store = openTraceStore({ path, mode: 'read' });
  try {
    const { traces } = await store.listTraces({ limit: 500 });
    const found = await Promise.all(traces.map(({ traceId }) => store.getTrace(traceId)));
    return found.filter((trace) => trace !== undefined);
  } finally {
    await store.close();
  }
}
