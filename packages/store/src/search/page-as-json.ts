import { traceInfoToJson } from '@spanwright/core/model';
import type { TracePage } from '../trace-store.ts';

/** A page as JSON text, its traces in MLflow's form. */
export function pageAsJson({ traces, nextPageToken }: TracePage): string {
  return JSON.stringify({ traces: traces.map(traceInfoToJson), nextPageToken });
}
