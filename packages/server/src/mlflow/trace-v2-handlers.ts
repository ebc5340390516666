import { randomBytes } from 'node:crypto';
import type { JsonObject, TraceInfo } from '@spanwright/core/model';
import type { ServerContext } from '../server-context.ts';
import { entriesField, optionalNumber, textField, textsField } from './fields.ts';
import { momentOf } from './moment.ts';
import { changed, located, requireTrace, search } from './trace-handlers.ts';
import { stateIn, traceInfoToProtoV2 } from './trace-proto.ts';

// Traces as clients before MLflow 3 send and read them.

/** `StartTrace`: the server names the trace. */
export async function startTraceV2(context: ServerContext, args: JsonObject): Promise<object> {
  const experimentId = textField(args, 'experiment_id');
  await context.experiments.require(experimentId);
  const info: TraceInfo = located({
    traceId: `tr-${randomBytes(16).toString('hex')}`,
    experimentId,
    requestTimeMs: timestampIn(args),
    state: 'IN_PROGRESS',
    metadata: entriesField(args, 'request_metadata'),
    tags: entriesField(args, 'tags'),
  });
  await context.store.append([{ info, spans: [] }]);
  return { trace_info: traceInfoToProtoV2(info) };
}

/** `EndTrace`. */
export async function endTraceV2(context: ServerContext, args: JsonObject): Promise<object> {
  const { info } = await requireTrace(context, textField(args, 'request_id'));
  const endMs = timestampIn(args);
  const ended: TraceInfo = {
    ...info,
    executionDurationMs: endMs - info.requestTimeMs,
    state: stateIn(args['status']),
    metadata: { ...info.metadata, ...entriesField(args, 'request_metadata') },
    tags: { ...info.tags, ...entriesField(args, 'tags') },
  };
  await context.store.append([{ info: ended, spans: [] }]);
  changed(context, info.traceId);
  return { trace_info: traceInfoToProtoV2(ended) };
}

/** `GetTraceInfo`. */
export async function getTraceInfoV2(context: ServerContext, args: JsonObject): Promise<object> {
  const { info } = await requireTrace(context, textField(args, 'request_id'));
  return { trace_info: traceInfoToProtoV2(info) };
}

/** `SearchTraces`. */
export async function searchTracesV2(context: ServerContext, args: JsonObject): Promise<object> {
  const { traces, nextPageToken } = await search(context, textsField(args, 'experiment_ids'), args);
  return {
    traces: traces.map(traceInfoToProtoV2),
    ...(nextPageToken !== undefined && { next_page_token: nextPageToken }),
  };
}

function timestampIn(args: JsonObject): number {
  return momentOf(optionalNumber(args, 'timestamp_ms') ?? Date.now(), 'timestamp_ms', args['timestamp_ms']);
}
