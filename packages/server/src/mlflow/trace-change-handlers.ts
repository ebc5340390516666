import { type JsonObject, TraceMetadataKey, TracingError, assessmentToJson } from '@spanwright/core/model';
import { refuse } from '../http/refusal.ts';
import type { ServerContext } from '../server-context.ts';
import { assessmentFromProto, assessmentToProto, updateFromProto } from './assessment-proto.ts';
import { objectField, objectsField, optionalText, textField, textsField } from './fields.ts';
import { LocationTag, changed, requireTrace } from './trace-handlers.ts';

const MAX_KEY_CHARS = 250;
const MAX_VALUE_CHARS = 8000;
const MAX_LINKED = 100;
const FIXED_TAGS = new Set<string>([LocationTag.SPANS, 'mlflow.trace.archiveLocation', 'mlflow.trace.archivalFailure']);

/** `SetTraceTag`. */
export async function setTraceTag(context: ServerContext, args: JsonObject): Promise<object> {
  const traceId = traceIn(args);
  const key = textField(args, 'key');
  if (key.length > MAX_KEY_CHARS)
    throw refuse(
      'INVALID_PARAMETER_VALUE',
      `Trace tag key '${key.slice(0, 50)}…' exceeds the maximum length of ${MAX_KEY_CHARS} characters.`,
    );
  if (FIXED_TAGS.has(key))
    throw refuse('INVALID_PARAMETER_VALUE', `Tag '${key}' is set by the server and cannot be changed.`);
  await context.store.setTraceTag(traceId, key, (optionalText(args, 'value') ?? '').slice(0, MAX_VALUE_CHARS));
  changed(context, traceId);
  return {};
}

/** `DeleteTraceTag`. */
export async function deleteTraceTag(context: ServerContext, args: JsonObject): Promise<object> {
  const traceId = traceIn(args);
  await context.store.deleteTraceTag(traceId, textField(args, 'key'));
  changed(context, traceId);
  return {};
}

/** `LinkTracesToRun`. A trace belongs to one run here: the last that it was linked to. */
export async function linkToRun(context: ServerContext, args: JsonObject): Promise<object> {
  const [traceIds, runId] = [textsField(args, 'trace_ids'), textField(args, 'run_id')];
  if (traceIds.length > MAX_LINKED)
    throw refuse(
      'INVALID_PARAMETER_VALUE',
      `Cannot link more than ${MAX_LINKED} traces to a run in a single request. Provided ${traceIds.length} traces.`,
    );
  if (!(await context.store.getRun(runId)))
    throw new TracingError('RESOURCE_DOES_NOT_EXIST', `Run with id=${runId} not found`);
  await addMetadata(context, traceIds, { [TraceMetadataKey.SOURCE_RUN]: runId });
  return {};
}

/** `LinkPromptsToTrace`. */
export async function linkPrompts(context: ServerContext, args: JsonObject): Promise<object> {
  const traceId = textField(args, 'trace_id');
  await requireTrace(context, traceId);
  const versions = objectsField(args, 'prompt_versions').map((one) => ({
    name: textField(one, 'name'),
    version: textField(one, 'version'),
  }));
  await context.store.setTraceTag(traceId, 'mlflow.linkedPrompts', JSON.stringify(versions));
  changed(context, traceId);
  return {};
}

/** Adds metadata to traces that are there. */
export async function addMetadata(
  context: ServerContext,
  traceIds: readonly string[],
  metadata: { readonly [key: string]: string },
): Promise<void> {
  const traces = await context.store.getTraces(traceIds);
  // With all that is known, and so as the newest word on it.
  await context.store.append(
    traces.map(({ info }) => ({ info: { ...info, metadata: { ...info.metadata, ...metadata } }, spans: [] })),
  );
  for (const { info } of traces) changed(context, info.traceId);
}

/** `CreateAssessment`. */
export async function createAssessment(context: ServerContext, args: JsonObject): Promise<object> {
  const traceId = textField(args, 'trace_id');
  const { assessment_id: _, ...given } = objectField(args, 'assessment');
  const created = await context.store.createAssessment(assessmentFromProto(given, traceId));
  changed(context, traceId);
  return { assessment: assessmentToProto(assessmentToJson(created)) };
}

/** `GetAssessment`. */
export async function getAssessment({ store }: ServerContext, args: JsonObject): Promise<object> {
  const found = await store.getAssessment(textField(args, 'trace_id'), textField(args, 'assessment_id'));
  return { assessment: assessmentToProto(assessmentToJson(found)) };
}

/** `UpdateAssessment`. */
export async function updateAssessment(context: ServerContext, args: JsonObject): Promise<object> {
  const traceId = textField(args, 'trace_id');
  const update = updateFromProto(objectField(args, 'assessment'), textField(args, 'update_mask'));
  const updated = await context.store.updateAssessment(traceId, textField(args, 'assessment_id'), update);
  changed(context, traceId);
  return { assessment: assessmentToProto(assessmentToJson(updated)) };
}

/** `DeleteAssessment`. */
export async function deleteAssessment(context: ServerContext, args: JsonObject): Promise<object> {
  const traceId = textField(args, 'trace_id');
  await context.store.deleteAssessment(traceId, textField(args, 'assessment_id'));
  changed(context, traceId);
  return {};
}

function traceIn(args: JsonObject): string {
  return textField(args, args['trace_id'] === undefined ? 'request_id' : 'trace_id');
}
