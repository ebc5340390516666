import type { TraceOutline } from '@spanwright/server/viewer-api';
import { type Resource, useResource } from '../api/use-resource.ts';
import { loadOutline } from '../trace/page/load-outline.ts';

/** Both traces of a comparison, whole. */
export type ComparedTraces = readonly [TraceOutline, TraceOutline];

/** Loads the outlines of two traces. */
export function useCompared(a: string, b: string): Resource<ComparedTraces> {
  return useResource(`${a} ${b}`, (signal) => Promise.all([wholeOutline(a, signal), wholeOutline(b, signal)]));
}

async function wholeOutline(traceId: string, signal: AbortSignal): Promise<TraceOutline> {
  const parts: TraceOutline[] = [];
  await loadOutline(traceId, (outline) => parts.push(outline), signal);
  return parts.at(-1) as TraceOutline;
}
