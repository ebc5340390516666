import { setTimeout as sleep } from 'node:timers/promises';
import {
  type JsonObject,
  type TraceData,
  type TraceInfo,
  TraceMetadataKey,
  TracingError,
  isJsonObject,
  parseFilter,
} from '@spanwright/core/model';
import { refuse } from '../http/refusal.ts';
import type { ServerContext } from '../server-context.ts';
import { orderOf } from '../viewer/query.ts';
import { traceUri } from './artifact-uri.ts';
import { flagField, objectField, objectsField, optionalNumber, optionalText, textField, textsField } from './fields.ts';
import { spanToProto } from './span-proto.ts';
import { traceInfoFromProto, traceInfoToProto } from './trace-proto.ts';

const MAX_RESULTS = 500;
const WAITS_MS = [1000, 2000];

/** Tags that say where a trace's spans and artifacts are. */
export const LocationTag = { ARTIFACTS: 'mlflow.artifactLocation', SPANS: 'mlflow.trace.spansLocation' } as const;

/** `StartTraceV3`: what a client tells of a trace, mostly at its end; again and again as it likes. */
export async function startTrace(context: ServerContext, args: JsonObject): Promise<object> {
  const given = traceInfoFromProto(objectField(objectField(args, 'trace'), 'trace_info'));
  await context.experiments.require(given.experimentId);
  const info = located(given);
  const isFinal = info.state === 'OK' || info.state === 'ERROR';
  const metadata = { ...info.metadata, ...(isFinal && { [TraceMetadataKey.INFO_FINALIZED]: 'true' }) };
  await context.store.append([{ info: { ...info, metadata }, spans: [] }]);
  changed(context, info.traceId);
  return { trace: { trace_info: traceInfoToProto({ ...info, metadata }) } };
}

/** The trace with the tags that the server adds. */
export function located(info: TraceInfo): TraceInfo {
  const tags = {
    ...info.tags,
    [LocationTag.ARTIFACTS]: traceUri(info.experimentId, info.traceId),
    [LocationTag.SPANS]: 'TRACKING_STORE',
  };
  return { ...info, tags };
}

/** `GetTraceInfoV3`. */
export async function getTraceInfo(context: ServerContext, args: JsonObject): Promise<object> {
  const trace = await requireTrace(context, textField(args, 'trace_id'));
  return { trace: { trace_info: traceInfoToProto(trace.info) } };
}

/** `BatchGetTraceInfos`. */
export async function batchGetTraceInfos({ store }: ServerContext, args: JsonObject): Promise<object> {
  const traces = await store.getTraces(textsField(args, 'trace_ids'));
  return { trace_infos: traces.map(({ info }) => traceInfoToProto(info)) };
}

/** `GetTrace`: waits a little for spans that are still on their way. */
export async function getTrace({ store }: ServerContext, args: JsonObject): Promise<object> {
  const traceId = textField(args, 'trace_id');
  const waits = flagField(args, 'allow_partial') ? [] : WAITS_MS;
  let trace = await store.getTrace(traceId);
  if (!trace) throw new TracingError('RESOURCE_DOES_NOT_EXIST', `Trace with ID ${traceId} is not found.`);
  for (const ms of waits) {
    if (isWhole(trace)) break;
    await sleep(ms);
    trace = (await store.getTrace(traceId)) ?? trace;
  }
  if (waits.length === 0 || isWhole(trace)) return { trace: traceToProto(trace) };
  const message = `Trace with ID ${traceId} is not fully exported yet, please try again later.`;
  throw new TracingError('RESOURCE_DOES_NOT_EXIST', message);
}

/** `BatchGetTraces`: those that are there as a whole. */
export async function batchGetTraces({ store }: ServerContext, args: JsonObject): Promise<object> {
  const traces = await store.getTraces(textsField(args, 'trace_ids'));
  return { traces: traces.filter(isWhole).map(traceToProto) };
}

/** `SearchTracesV3`. */
export async function searchTraces(context: ServerContext, args: JsonObject): Promise<object> {
  const { traces, nextPageToken } = await search(context, locationsIn(args), args);
  return {
    traces: traces.map(traceInfoToProto),
    ...(nextPageToken !== undefined && { next_page_token: nextPageToken }),
  };
}

/** The search of either version. */
export function search(
  { store }: ServerContext,
  experimentIds: readonly string[],
  args: JsonObject,
): ReturnType<ServerContext['store']['searchTraces']> {
  const filter = optionalText(args, 'filter') ?? '';
  const orderBy = orderOf(textsField(args, 'order_by'));
  const pageToken = optionalText(args, 'page_token');
  const limit = optionalNumber(args, 'max_results') ?? 100;
  if (limit < 1 || limit > MAX_RESULTS)
    throw refuse(
      'INVALID_PARAMETER_VALUE',
      `Invalid value ${limit} for parameter 'max_results' supplied: It must be from 1 to ${MAX_RESULTS}.`,
    );
  return store.searchTraces({
    experimentIds,
    limit,
    ...(filter !== '' && { filter: parseFilter(filter) }),
    ...(orderBy && { orderBy }),
    ...(pageToken && { pageToken }),
  });
}

/** The trace that there must be, its spans without their content. */
export async function requireTrace({ store }: ServerContext, traceId: string): Promise<TraceData> {
  const trace = await store.getTraceOutline(traceId);
  if (trace) return trace;
  throw new TracingError('RESOURCE_DOES_NOT_EXIST', `Trace with ID '${traceId}' not found.`);
}

/** Whoever looks at the trace is to see it as it is now. */
export function changed({ outlines, wholes, live }: ServerContext, traceId: string): void {
  outlines.forget(traceId);
  wholes.forget(traceId);
  live.touch();
}

function traceToProto({ info, spans }: TraceData): object {
  return { trace_info: traceInfoToProto(info), spans: spans.map(spanToProto) };
}

function isWhole({ info, spans }: TraceData): boolean {
  try {
    const stats = JSON.parse(info.metadata[TraceMetadataKey.SIZE_STATS] ?? '{}') as { readonly num_spans?: number };
    return spans.length >= (stats.num_spans ?? 0);
  } catch {
    return true;
  }
}

function locationsIn(args: JsonObject): readonly string[] {
  const locations = objectsField(args, 'locations');
  if (locations.length === 0)
    throw refuse('INVALID_PARAMETER_VALUE', "Missing value for required parameter 'locations'.");
  return locations.map((location) => {
    const experiment = location['mlflow_experiment'];
    return isJsonObject(experiment) ? textField(experiment, 'experiment_id') : textField(location, 'experiment_id');
  });
}
