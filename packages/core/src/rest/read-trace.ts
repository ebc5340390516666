import { type TraceData, type TraceInfo, TracingError } from '../model/index.ts';
import { ENDPOINTS } from './endpoints.ts';
import type { RestClient } from './rest-client.ts';
import { ServerTag } from './server-tag.ts';
import type { ServerKind } from './server-kind.ts';
import { readTraceFile } from './trace-file.ts';
import { unlessMissing } from './unless-missing.ts';
import { traceInfoFromV2, traceInfoFromWire } from './wire-info.ts';
import { spansFromWire } from './wire-spans.ts';

/** Reads a trace with its spans, wherever the server keeps them; undefined where there is none. */
export async function readStoredTrace(
  client: RestClient,
  kind: ServerKind,
  traceId: string,
): Promise<TraceData | undefined> {
  if (await kind.isV2()) return await readFromFile(client, await readInfoV2(client, kind, traceId));
  try {
    const { trace } = await client.call(ENDPOINTS.getTrace, { trace_id: traceId, allow_partial: true });
    return { info: traceInfoFromWire(trace.trace_info), spans: spansFromWire(trace.spans ?? []) };
  } catch (error) {
    if (!(error instanceof TracingError)) throw error;
    if (error.code === 'RESOURCE_DOES_NOT_EXIST') return undefined;
    if (error.code !== 'INVALID_PARAMETER_VALUE') throw error;
    // Its spans are in a file, or the server does not know this request yet.
    const info = await unlessMissing(
      async () => (await client.call(ENDPOINTS.getTraceInfo, { trace_id: traceId })).trace.trace_info,
    );
    return await readFromFile(client, info && traceInfoFromWire(info));
  }
}

async function readInfoV2(client: RestClient, kind: ServerKind, traceId: string): Promise<TraceInfo | undefined> {
  const found = await unlessMissing(() =>
    kind.withId(traceId, (id) => client.call(ENDPOINTS.getTraceInfoV2, { request_id: id })),
  );
  return found && traceInfoFromV2(found.trace_info);
}

async function readFromFile(client: RestClient, info: TraceInfo | undefined): Promise<TraceData | undefined> {
  if (!info) return undefined;
  const location = info.tags[ServerTag.ARTIFACT_LOCATION];
  const spans = location === undefined ? undefined : await readTraceFile(client, location);
  return { info, spans: (spans ?? []).map((span) => ({ ...span, traceId: info.traceId })) };
}
