import type { NewStoredRun, TrackingBackend } from '../export/tracking-backend.ts';
import { type Run, type RunBatch, type RunInfo, type RunStatus, TracingError } from '../model/index.ts';
import { ENDPOINTS } from './endpoints.ts';
import { ensureExperimentId } from './experiments-by-name.ts';
import { allPages } from './pages.ts';
import type { RestClient } from './rest-client.ts';
import { unlessMissing } from './unless-missing.ts';
import { listOf, recordOf } from './wire-info.ts';
import type { WireRun } from './wire-types.ts';

/** The part of a backend that is about runs. */
export type RunsBackend = Pick<TrackingBackend, 'createRun' | 'putRun' | 'logToRun' | 'getRun' | 'listRuns'>;

/** What the server takes in one request. */
const MOST = { metrics: 1000, params: 100, tags: 100, page: 1000 } as const;

/** Runs of a server, which gives them their ids. */
export function runsBackend(client: RestClient): RunsBackend {
  return {
    createRun: (run) => createRun(client, run),
    putRun: (info) => putRun(client, info),
    logToRun: (runId, batch) => logToRun(client, runId, batch),
    getRun: (runId) =>
      unlessMissing(async () => fromWire((await client.call(ENDPOINTS.getRun, { run_id: runId })).run)),
    listRuns: (experimentId, limit) => listRuns(client, experimentId, limit),
  };
}

/** Makes a run; resolves with the id that the server gives it. */
export async function createRun(
  client: RestClient,
  { runName, startTimeMs, experiment }: NewStoredRun,
): Promise<string> {
  const experimentId =
    'experimentName' in experiment
      ? await ensureExperimentId(client, experiment.experimentName)
      : experiment.experimentId;
  const { run } = await client.call(ENDPOINTS.createRun, {
    experiment_id: experimentId,
    run_name: runName,
    start_time: startTimeMs,
    tags: [],
  });
  return run.info.run_id;
}

async function putRun(client: RestClient, info: RunInfo): Promise<void> {
  const { runId, runName, status, endTimeMs, lifecycleStage } = info;
  const run = { run_id: runId };
  const update = { ...run, status, run_name: runName, ...(endTimeMs !== undefined && { end_time: endTimeMs }) };
  if (lifecycleStage === 'deleted') return void (await client.call(ENDPOINTS.deleteRun, run));
  try {
    await client.call(ENDPOINTS.updateRun, update);
  } catch (error) {
    // A deleted run takes no changes.
    if (!(error instanceof TracingError && error.code === 'INVALID_PARAMETER_VALUE')) throw error;
    await client.call(ENDPOINTS.restoreRun, run);
    await client.call(ENDPOINTS.updateRun, update);
  }
}

async function logToRun(client: RestClient, runId: string, { metrics = [], params, tags }: RunBatch): Promise<void> {
  const wire = {
    metrics: metrics.map(({ key, value, timestampMs, step }) => ({
      key,
      value: Number.isFinite(value) ? value : String(value),
      timestamp: timestampMs,
      step,
    })),
    params: listOf(params),
    tags: listOf(tags),
  };
  for (
    let part = 0;
    part === 0 || Object.entries(wire).some(([kind, all]) => all.length > part * mostOf(kind));
    part += 1
  ) {
    const cut = <T>(kind: keyof typeof wire, all: readonly T[]): readonly T[] =>
      all.slice(part * mostOf(kind), (part + 1) * mostOf(kind));
    await client.call(ENDPOINTS.logBatch, {
      run_id: runId,
      metrics: cut('metrics', wire.metrics),
      params: cut('params', wire.params),
      tags: cut('tags', wire.tags),
    });
  }
}

// Metrics share a request of 1000 with the others.
function mostOf(kind: string): number {
  return kind === 'metrics' ? MOST.metrics - MOST.params - MOST.tags : MOST.params;
}

async function listRuns(client: RestClient, experimentId: string, limit: number): Promise<readonly Run[]> {
  const runs = await allPages(limit, (token) =>
    client
      .call(ENDPOINTS.searchRuns, {
        experiment_ids: [experimentId],
        max_results: Math.min(limit, MOST.page),
        run_view_type: 'ALL',
        order_by: ['attributes.start_time DESC'],
        ...token,
      })
      .then(({ runs: items = [], next_page_token: next }) => ({ items, next })),
  );
  return runs.map(fromWire);
}

function fromWire({ info, data = {} }: WireRun): Run {
  return {
    info: {
      runId: info.run_id,
      runName: info.run_name ?? '',
      experimentId: info.experiment_id,
      status: info.status as RunStatus,
      startTimeMs: Number(info.start_time ?? 0),
      ...(info.end_time !== undefined && { endTimeMs: Number(info.end_time) }),
      lifecycleStage: info.lifecycle_stage === 'deleted' ? 'deleted' : 'active',
    },
    data: {
      params: recordOf(data.params),
      metrics: Object.fromEntries((data.metrics ?? []).map(({ key, value }) => [key, Number(value)])),
      tags: recordOf(data.tags),
    },
  };
}
