import type { LoggedModel } from '../logged-model.ts';
import type { Experiment, Run } from '../run.ts';
import type { EntityGrammar } from './entity-grammar.ts';

/** What runs can be searched by (MLflow's `search_runs`). */
export const RUN_GRAMMAR: EntityGrammar<Run> = {
  entity: 'run',
  attributes: {
    run_id: ({ info }) => info.runId,
    run_name: ({ info }) => info.runName,
    status: ({ info }) => info.status,
    start_time: ({ info }) => info.startTimeMs,
    end_time: ({ info }) => info.endTimeMs,
    user_id: ({ data }) => data.tags['mlflow.user'],
  },
  numbers: ['start_time', 'end_time'],
  aliases: { created: 'start_time', Created: 'start_time', 'run name': 'run_name', 'Run name': 'run_name' },
  fields: { metric: ({ data }) => data.metrics, param: ({ data }) => data.params, tag: ({ data }) => data.tags },
  tieBreak: (a, b) => b.info.startTimeMs - a.info.startTimeMs || (a.info.runId < b.info.runId ? -1 : 1),
};

/** What experiments can be searched by (MLflow's `search_experiments`). */
export const EXPERIMENT_GRAMMAR: EntityGrammar<Experiment> = {
  entity: 'experiment',
  attributes: {
    name: ({ name }) => name,
    experiment_id: ({ experimentId }) => experimentId,
    creation_time: ({ creationTimeMs }) => creationTimeMs,
    last_update_time: ({ lastUpdateTimeMs }) => lastUpdateTimeMs,
  },
  numbers: ['creation_time', 'last_update_time'],
  aliases: {},
  fields: { tag: ({ tags }) => tags },
  tieBreak: (a, b) => b.creationTimeMs - a.creationTimeMs || Number(b.experimentId) - Number(a.experimentId),
};

/** What logged models can be searched by (MLflow's `search_logged_models`). */
export const MODEL_GRAMMAR: EntityGrammar<LoggedModel> = {
  entity: 'model',
  attributes: {
    name: ({ name }) => name,
    model_id: ({ modelId }) => modelId,
    status: ({ status }) => status,
    source_run_id: ({ sourceRunId }) => sourceRunId,
    creation_timestamp: ({ creationTimeMs }) => creationTimeMs,
  },
  numbers: ['creation_timestamp'],
  aliases: { creation_time: 'creation_timestamp', creation_timestamp_ms: 'creation_timestamp' },
  fields: { param: ({ params }) => params, tag: ({ tags }) => tags },
  tieBreak: (a, b) => b.creationTimeMs - a.creationTimeMs || (a.modelId < b.modelId ? -1 : 1),
};
