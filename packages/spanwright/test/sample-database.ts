import type { TraceData } from '@spanwright/core/model';
import { openTraceStore } from '@spanwright/store';
import { join } from 'node:path';
import { emptyFolder } from './run-cli.ts';
import { sampleData } from './sample-traces.ts';

/** A folder whose `spanwright.db` holds these traces, written by the store itself. */
export async function sampleDatabase(traces: readonly TraceData[]): Promise<string> {
  const folder = emptyFolder();
  const store = openTraceStore({ path: join(folder, 'spanwright.db') });
  await store.append(traces);
  await store.close();
  return folder;
}

/** A trace of one span, so many seconds after the start of the samples. */
export function namedTrace(traceId: string, name: string, seconds = 0): TraceData {
  const requestTimeMs = Date.UTC(2026, 10, 21, 14, 3, 22 + seconds);
  const data = sampleData([{ id: '1', name, inputs: { question: name } }], { traceId, requestTimeMs });
  return { ...data, info: { ...data.info, tags: { 'mlflow.traceName': name } } };
}
