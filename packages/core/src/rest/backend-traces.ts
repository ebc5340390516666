import type { BackendDeletion, BackendPage, BackendQuery, TrackingBackend } from '../export/tracking-backend.ts';
import type { TraceData } from '../model/index.ts';
import { ENDPOINTS } from './endpoints.ts';
import { inParallel } from './in-parallel.ts';
import { readStoredTrace } from './read-trace.ts';
import type { RestClient } from './rest-client.ts';
import { ServerKind } from './server-kind.ts';
import { searchTracesV2 } from './traces-v2.ts';
import { traceInfoFromWire } from './wire-info.ts';
import { spansFromWire } from './wire-spans.ts';

/** The part of a backend that is about traces. */
export type TracesBackend = Pick<
  TrackingBackend,
  'getTrace' | 'getTraces' | 'searchTraces' | 'setTraceTag' | 'deleteTraceTag' | 'deleteTraces'
>;

// MLflow's own numbers.
const READ_AT_ONCE = 10;
const DELETED_AT_ONCE = 100;
const DEFAULT_PAGE = 100;
const WORKERS = 10;

/** Traces of a server. */
export function tracesBackend(client: RestClient): TracesBackend {
  const kind = new ServerKind(client);
  return {
    getTrace: (traceId) => readStoredTrace(client, kind, traceId),
    getTraces: (traceIds) => getTraces(client, kind, traceIds),
    searchTraces: async (query) =>
      (await kind.isV2()) ? await searchTracesV2(client, query) : await searchTraces(client, query),
    setTraceTag: async (traceId, key, value) => {
      await kind.withId(traceId, (id) => client.call(ENDPOINTS.setTraceTag, { trace_id: id, key, value }));
    },
    deleteTraceTag: async (traceId, key) => {
      await kind.withId(traceId, (id) => client.call(ENDPOINTS.deleteTraceTag, { trace_id: id, key }));
    },
    deleteTraces: (deletion) => deleteTraces(client, kind, deletion),
  };
}

async function searchTraces(client: RestClient, query: BackendQuery): Promise<BackendPage> {
  const { experimentIds = [], filterString, orderByStrings = [], limit = DEFAULT_PAGE, pageToken } = query;
  const page = await client.call(ENDPOINTS.searchTraces, {
    locations: experimentIds.map((id) => ({ type: 'MLFLOW_EXPERIMENT', mlflow_experiment: { experiment_id: id } })),
    ...(filterString && { filter: filterString }),
    max_results: limit,
    order_by: orderByStrings,
    ...(pageToken !== undefined && { page_token: pageToken }),
  });
  return {
    traces: (page.traces ?? []).map(traceInfoFromWire),
    ...(page.next_page_token && { nextPageToken: page.next_page_token }),
  };
}

async function getTraces(
  client: RestClient,
  kind: ServerKind,
  traceIds: readonly string[],
): Promise<readonly TraceData[]> {
  const batches: string[][] = [];
  for (let i = 0; i < traceIds.length; i += READ_AT_ONCE) batches.push(traceIds.slice(i, i + READ_AT_ONCE));
  const read = (await kind.isV2()) ? [] : await inParallel(WORKERS, batches, (batch) => readBatch(client, batch));
  const found = new Map(read.flat().map((trace) => [trace.info.traceId, trace]));
  // Those whose spans are in files; and those that are gone.
  const others = traceIds.filter((id) => !found.has(id));
  for (const trace of await inParallel(WORKERS, others, (id) => readStoredTrace(client, kind, id).catch(() => {})))
    if (trace) found.set(trace.info.traceId, trace);
  return traceIds.flatMap((id) => found.get(id) ?? []);
}

// A server that knows no batches, or has one bad trace among them, is asked for each.
async function readBatch(client: RestClient, traceIds: readonly string[]): Promise<readonly TraceData[]> {
  try {
    const { traces = [] } = await client.call(ENDPOINTS.batchGetTraces, { trace_ids: traceIds });
    return traces.map(({ trace_info: info, spans = [] }) => ({
      info: traceInfoFromWire(info),
      spans: spansFromWire(spans),
    }));
  } catch {
    return [];
  }
}

async function deleteTraces(client: RestClient, kind: ServerKind, deletion: BackendDeletion): Promise<number> {
  const { experimentId = '0', traceIds, maxTimestampMs, maxTraces } = deletion;
  const experiment = { experiment_id: experimentId };
  if (!traceIds) {
    const { traces_deleted: deleted = 0 } = await client.call(ENDPOINTS.deleteTraces, {
      ...experiment,
      ...(maxTimestampMs !== undefined && { max_timestamp_millis: maxTimestampMs }),
      ...(maxTraces !== undefined && { max_traces: maxTraces }),
    });
    return deleted;
  }
  const ids = await kind.serverIds(traceIds);
  let deleted = 0;
  for (let i = 0; i < ids.length; i += DELETED_AT_ONCE) {
    const request = { ...experiment, request_ids: ids.slice(i, i + DELETED_AT_ONCE) };
    deleted += (await client.call(ENDPOINTS.deleteTraces, request)).traces_deleted ?? 0;
  }
  return deleted;
}
