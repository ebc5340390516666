import { type TraceData, type TraceInfo, traceToDictionaryV2 } from '../model/index.ts';
import { ENDPOINTS } from './endpoints.ts';
import type { RestClient } from './rest-client.ts';
import { ServerTag } from './server-tag.ts';
import { putTraceFile } from './trace-file.ts';
import { listOf, recordOf } from './wire-info.ts';
import type { WireTraceInfoV2 } from './wire-types.ts';

/** Metadata that keeps the trace's own id: servers of MLflow 2 give ids of their own. */
const OWN_ID = 'spanwright.traceId';

/** Sends a whole trace to a server of MLflow 2: its spans are a file. Resolves with the place of its files. */
export async function sendTraceV2(client: RestClient, trace: TraceData): Promise<string | undefined> {
  const { info } = trace;
  const started = (await findTraceV2(client, info.traceId, [info.experimentId])) ?? (await start(client, info));
  const ended = await client.call(ENDPOINTS.endTraceV2, {
    request_id: started.request_id,
    timestamp_ms: Math.round(info.requestTimeMs + (info.executionDurationMs ?? 0)),
    status: info.state === 'STATE_UNSPECIFIED' ? 'TRACE_STATUS_UNSPECIFIED' : info.state,
    request_metadata: listOf({ ...info.metadata, [OWN_ID]: info.traceId }),
    tags: listOf(info.tags),
  });
  const location = recordOf(ended.trace_info.tags)[ServerTag.ARTIFACT_LOCATION];
  if (location !== undefined) await putTraceFile(client, location, fileOf(trace, started.request_id));
  return location;
}

/** The trace that was sent under this id to a server of MLflow 2; undefined where there is none. */
export async function findTraceV2(
  client: RestClient,
  traceId: string,
  experimentIds: readonly string[],
): Promise<WireTraceInfoV2 | undefined> {
  const filter = `request_metadata.\`${OWN_ID}\` = '${traceId}'`;
  const query = { experiment_ids: experimentIds, filter, max_results: 1, order_by: [] };
  return (await client.call(ENDPOINTS.searchTracesV2, query)).traces?.[0];
}

async function start(client: RestClient, info: TraceInfo): Promise<WireTraceInfoV2> {
  const { trace_info: started } = await client.call(ENDPOINTS.startTraceV2, {
    experiment_id: info.experimentId,
    timestamp_ms: info.requestTimeMs,
    request_metadata: listOf({ ...info.metadata, [OWN_ID]: info.traceId }),
    tags: listOf(info.tags),
  });
  return started;
}

function fileOf(trace: TraceData, requestId: string): object {
  const { data } = traceToDictionaryV2(trace);
  const id = JSON.stringify(requestId);
  const spans = trace.spans.map((span, index) => ({
    ...data.spans[index],
    start_time: String(span.startTimeNs),
    end_time: span.endTimeNs === undefined ? null : String(span.endTimeNs),
    attributes: { ...data.spans[index]?.attributes, 'mlflow.traceRequestId': id },
  }));
  return { ...data, spans };
}
