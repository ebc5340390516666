import type { JsonObject } from '@spanwright/core/model';
import { json, text } from '../http/answer.ts';
import { refuse } from '../http/refusal.ts';
import type { Call, Method, Route } from '../http/route.ts';
import type { ServerContext } from '../server-context.ts';
import { MLFLOW_VERSION } from '../version.ts';
import { deleteTraces } from './delete-traces-handler.ts';
import * as artifacts from './artifact-list-handlers.ts';
import * as experiments from './experiment-handlers.ts';
import * as models from './model-handlers.ts';
import * as logs from './run-log-handlers.ts';
import * as runs from './run-handlers.ts';
import * as changes from './trace-change-handlers.ts';
import * as traces from './trace-handlers.ts';
import * as tracesV2 from './trace-v2-handlers.ts';

type Handler = (context: ServerContext, args: JsonObject) => object | Promise<object>;

/** In which versions of the API a route is. */
type Versions = readonly ('2.0' | '3.0')[];

const V2: Versions = ['2.0'];
const V3: Versions = ['3.0'];
const BOTH: Versions = ['2.0', '3.0'];

const ROUTES: readonly (readonly [method: Method, versions: Versions, path: string, handle: Handler])[] = [
  ['POST', V3, 'traces', traces.startTrace],
  ['GET', V3, 'traces/:trace_id', traces.getTraceInfo],
  ['GET', V3, 'traces/get', traces.getTrace],
  ['GET', V3, 'traces/batchGet', traces.batchGetTraces],
  ['POST', V3, 'traces/batchGetInfos', traces.batchGetTraceInfos],
  ['POST', V3, 'traces/search', traces.searchTraces],
  ['POST', V2, 'traces', tracesV2.startTraceV2],
  ['PATCH', V2, 'traces/:request_id', tracesV2.endTraceV2],
  ['GET', V2, 'traces/:request_id/info', tracesV2.getTraceInfoV2],
  ['GET', V2, 'traces', tracesV2.searchTracesV2],
  ['POST', BOTH, 'traces/delete-traces', deleteTraces],
  ['PATCH', BOTH, 'traces/:trace_id/tags', changes.setTraceTag],
  ['DELETE', BOTH, 'traces/:trace_id/tags', changes.deleteTraceTag],
  ['POST', BOTH, 'traces/link-to-run', changes.linkToRun],
  ['POST', BOTH, 'traces/link-prompts', changes.linkPrompts],
  ['POST', V3, 'traces/:trace_id/assessments', changes.createAssessment],
  ['GET', V3, 'traces/:trace_id/assessments/:assessment_id', changes.getAssessment],
  ['PATCH', V3, 'traces/:trace_id/assessments/:assessment_id', changes.updateAssessment],
  ['DELETE', V3, 'traces/:trace_id/assessments/:assessment_id', changes.deleteAssessment],
  ['POST', BOTH, 'experiments/create', experiments.createExperiment],
  ['GET', BOTH, 'experiments/get', experiments.getExperiment],
  ['GET', BOTH, 'experiments/get-by-name', experiments.getExperimentByName],
  ['GET', BOTH, 'experiments/search', experiments.searchExperiments],
  ['POST', BOTH, 'experiments/search', experiments.searchExperiments],
  ['POST', BOTH, 'experiments/update', experiments.updateExperiment],
  ['POST', BOTH, 'experiments/delete', experiments.deleteExperiment],
  ['POST', BOTH, 'experiments/restore', experiments.restoreExperiment],
  ['POST', BOTH, 'experiments/set-experiment-tag', experiments.setExperimentTag],
  ['POST', BOTH, 'experiments/delete-experiment-tag', experiments.deleteExperimentTag],
  ['POST', BOTH, 'runs/create', runs.createRun],
  ['GET', BOTH, 'runs/get', runs.getRun],
  ['POST', BOTH, 'runs/update', runs.updateRun],
  ['POST', BOTH, 'runs/delete', runs.deleteRun],
  ['POST', BOTH, 'runs/restore', runs.restoreRun],
  ['POST', BOTH, 'runs/search', runs.searchRuns],
  ['POST', BOTH, 'runs/log-metric', logs.logMetric],
  ['POST', BOTH, 'runs/log-parameter', logs.logParam],
  ['POST', BOTH, 'runs/set-tag', logs.setTag],
  ['POST', BOTH, 'runs/delete-tag', logs.deleteTag],
  ['POST', BOTH, 'runs/log-batch', logs.logBatch],
  ['POST', BOTH, 'runs/log-inputs', logs.logInputs],
  ['POST', BOTH, 'runs/outputs', logs.logOutputs],
  ['POST', BOTH, 'runs/log-model', logs.logModel],
  ['GET', BOTH, 'metrics/get-history', logs.getMetricHistory],
  ['GET', BOTH, 'artifacts/list', artifacts.listRunArtifacts],
  ['POST', BOTH, 'logged-models', models.createModel],
  ['POST', BOTH, 'logged-models/search', models.searchModels],
  ['GET', BOTH, 'logged-models/:model_id', models.getLoggedModel],
  ['PATCH', BOTH, 'logged-models/:model_id', models.finalizeModel],
  ['DELETE', BOTH, 'logged-models/:model_id', models.deleteLoggedModel],
  ['PATCH', BOTH, 'logged-models/:model_id/tags', models.setModelTags],
  ['DELETE', BOTH, 'logged-models/:model_id/tags/:tag_key', models.deleteModelTag],
  ['POST', BOTH, 'logged-models/:model_id/params', models.logModelParams],
  ['GET', BOTH, 'logged-models/:model_id/artifacts/directories', artifacts.listModelArtifacts],
  ['GET', V3, 'server-info', serverInfo],
];

/** MLflow's REST API, under `/api` and, as its own viewer asks, under `/ajax-api`. */
export function mlflowRoutes(context: ServerContext): readonly Route[] {
  const named = ROUTES.flatMap(([method, versions, path, handle]) =>
    versions.flatMap((version) =>
      ['api', 'ajax-api'].map((prefix) => ({
        method,
        path: `/${prefix}/${version}/mlflow/${path}`,
        handle: async (call: Call) => json(await handle(context, await argsOf(method, call))),
      })),
    ),
  );
  return [...named, { method: 'GET', path: '/version', handle: () => text(MLFLOW_VERSION) }];
}

/** The fields of a request: of its path, and of its query or body. */
async function argsOf(method: Method, { params, query, json: body, request }: Call): Promise<JsonObject> {
  if (method === 'GET') return { ...fromQuery(query), ...params };
  if (method === 'POST' || method === 'PUT') requireJson(request.headers['content-type']);
  return { ...(await body()), ...params };
}

function fromQuery(query: URLSearchParams): JsonObject {
  const names = [...new Set(query.keys())];
  return Object.fromEntries(
    names.map((name) => {
      const values = query.getAll(name);
      return [name, values.length > 1 ? values : (values[0] ?? '')];
    }),
  );
}

function requireJson(type: string | undefined): void {
  if (type === undefined) throw refuse('INVALID_PARAMETER_VALUE', 'Bad Request. Content-Type header is missing.');
  if (type.split(';')[0]?.trim().toLowerCase() !== 'application/json')
    throw refuse('INVALID_PARAMETER_VALUE', "Bad Request. Content-Type must be one of ['application/json'].");
}

function serverInfo(): object {
  return { store_type: 'SqlStore', workspaces_enabled: false, trace_archival_enabled: false };
}
