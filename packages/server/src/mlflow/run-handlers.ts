import { randomBytes } from 'node:crypto';
import {
  type JsonObject,
  RUN_GRAMMAR,
  RUN_STATUSES,
  type Run,
  type RunInfo,
  TracingError,
  searchEntities,
} from '@spanwright/core/model';
import { refuse } from '../http/refusal.ts';
import type { ServerContext } from '../server-context.ts';
import { isInView } from './experiment-handlers.ts';
import { entriesField, optionalNumber, optionalText, textField, textsField } from './fields.ts';
import { pageOf } from './offset-pages.ts';
import { runInfoToProto, runToProto } from './run-proto.ts';

const MAX_RUNS = 50_000;
const NAME_TAG = 'mlflow.runName';

/** `CreateRun`. */
export async function createRun(context: ServerContext, args: JsonObject): Promise<object> {
  const { store } = context;
  const experimentId = optionalText(args, 'experiment_id') || '0';
  await context.experiments.require(experimentId);
  const tags = entriesField(args, 'tags');
  const [runId, user] = [randomBytes(16).toString('hex'), optionalText(args, 'user_id')];
  const runName = optionalText(args, 'run_name') || tags[NAME_TAG] || `run-${runId.slice(0, 8)}`;
  const startTimeMs = optionalNumber(args, 'start_time') ?? Date.now();
  await store.putRun({ runId, runName, experimentId, startTimeMs, status: 'RUNNING', lifecycleStage: 'active' });
  await store.logToRun(runId, { tags: { ...(user && { 'mlflow.user': user }), ...tags, [NAME_TAG]: runName } });
  return { run: runToProto(await requireRun(context, runId)) };
}

/** `GetRun`. */
export async function getRun(context: ServerContext, args: JsonObject): Promise<object> {
  return { run: runToProto(await requireRun(context, runIdIn(args))) };
}

/** `UpdateRun`. */
export async function updateRun(context: ServerContext, args: JsonObject): Promise<object> {
  const { info } = await requireActiveRun(context, runIdIn(args));
  const [runName, endTimeMs] = [optionalText(args, 'run_name'), optionalNumber(args, 'end_time')];
  const updated: RunInfo = {
    ...info,
    ...statusIn(args),
    ...(runName && { runName }),
    ...(endTimeMs !== undefined && { endTimeMs }),
  };
  await context.store.putRun(updated);
  if (runName) await context.store.logToRun(info.runId, { tags: { [NAME_TAG]: runName } });
  return { run_info: runInfoToProto(updated) };
}

/** `DeleteRun`: it can be restored. */
export async function deleteRun(context: ServerContext, args: JsonObject): Promise<object> {
  const { info } = await requireRun(context, textField(args, 'run_id'));
  await context.store.putRun({ ...info, lifecycleStage: 'deleted' });
  return {};
}

/** `RestoreRun`. */
export async function restoreRun(context: ServerContext, args: JsonObject): Promise<object> {
  const { info } = await requireRun(context, textField(args, 'run_id'));
  await context.store.putRun({ ...info, lifecycleStage: 'active' });
  return {};
}

/** `SearchRuns`. */
export async function searchRuns({ store }: ServerContext, args: JsonObject): Promise<object> {
  const experimentIds = textsField(args, 'experiment_ids');
  const runs = (await Promise.all(experimentIds.map((id) => store.listRuns(id, MAX_RUNS)))).flat();
  const viewed = runs.filter(({ info }) => isInView(args['run_view_type'], info.lifecycleStage));
  const search = { filterString: optionalText(args, 'filter') ?? '', orderBy: textsField(args, 'order_by') };
  const { items, next } = pageOf(searchEntities(viewed, search, RUN_GRAMMAR), args, { size: 1000, max: MAX_RUNS });
  return { runs: items.map(runToProto), ...next };
}

/** The run that there must be. */
export async function requireRun({ store }: ServerContext, runId: string): Promise<Run> {
  const run = await store.getRun(runId);
  if (run) return run;
  throw new TracingError('RESOURCE_DOES_NOT_EXIST', `Run with id=${runId} not found`);
}

/** The run that there must be, and that is not deleted. */
export async function requireActiveRun(context: ServerContext, runId: string): Promise<Run> {
  const run = await requireRun(context, runId);
  if (run.info.lifecycleStage === 'active') return run;
  throw refuse('INVALID_PARAMETER_VALUE', `The run ${runId} must be in the 'active' state. Current state is deleted.`);
}

/** `run_id`, or `run_uuid`, as it was called before. */
export function runIdIn(args: JsonObject): string {
  return optionalText(args, 'run_id') || optionalText(args, 'run_uuid') || textField(args, 'run_id');
}

function statusIn(args: JsonObject): Pick<RunInfo, 'status'> | Record<never, never> {
  const status = optionalText(args, 'status');
  if (status === undefined) return {};
  const known = RUN_STATUSES.find((name) => name === status);
  if (known) return { status: known };
  throw refuse(
    'INVALID_PARAMETER_VALUE',
    `Invalid value "${status}" for parameter 'status' supplied: one of ${RUN_STATUSES.join(', ')} is expected.`,
  );
}
