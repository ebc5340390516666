import type { TraceOutline } from '@spanwright/server/viewer-api';
import { FIRST_SPANS } from '../../api/early-requests.ts';
import { viewerApi } from '../../api/viewer.ts';

const FURTHER = 10_000;

/** Loads the spans of a trace part by part, and tells of each; `spans` of what is told are all so far. */
export async function loadOutline(
  traceId: string,
  onPart: (outline: TraceOutline) => void,
  signal: AbortSignal,
): Promise<void> {
  let all = await viewerApi.outline(traceId, { limit: FIRST_SPANS }, signal);
  onPart(all);
  while (all.next !== undefined) {
    const { spans, next, ...rest } = await viewerApi.outline(traceId, { from: all.next, limit: FURTHER }, signal);
    all = { ...rest, spans: [...all.spans, ...spans], ...(next !== undefined && { next }) };
    onPart(all);
  }
}
