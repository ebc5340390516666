import type { JsonObject, Metric, Run, RunInfo } from '@spanwright/core/model';
import { runUri } from './artifact-uri.ts';
import { keyValues } from './fields.ts';

/** Tags in which the server keeps what the store has no place for; nobody else sees them. */
export const HiddenTag = { INPUTS: 'spanwright.run.inputs', OUTPUTS: 'spanwright.run.outputs' } as const;

const HIDDEN = new Set<string>(Object.values(HiddenTag));
const USER_TAG = 'mlflow.user';

/** What a run has read: data sets and models. */
export interface RunInputs {
  readonly dataset_inputs: readonly JsonObject[];
  readonly model_inputs: readonly JsonObject[];
}

/** The models that a run has made. */
export interface RunOutputs {
  readonly model_outputs: readonly JsonObject[];
}

/** Encodes MLflow's message `Run`. Of a metric the time and step of the newest value are not known here. */
export function runToProto({ info, data }: Run): object {
  const tags = Object.fromEntries(Object.entries(data.tags).filter(([key]) => !HIDDEN.has(key)));
  const metrics = Object.entries(data.metrics).map(([key, value]) => ({ key, value: numberToProto(value) }));
  return {
    info: runInfoToProto(info, data.tags[USER_TAG]),
    data: { metrics, params: keyValues(data.params), tags: keyValues(tags) },
    inputs: inputsOf(data.tags),
    outputs: outputsOf(data.tags),
  };
}

/** Encodes MLflow's message `RunInfo`. */
export function runInfoToProto(info: RunInfo, user = ''): object {
  const { runId, runName, experimentId, status, startTimeMs, endTimeMs, lifecycleStage } = info;
  return {
    run_id: runId,
    run_uuid: runId,
    run_name: runName,
    experiment_id: experimentId,
    user_id: user,
    status,
    start_time: startTimeMs,
    ...(endTimeMs !== undefined && { end_time: endTimeMs }),
    artifact_uri: runUri(experimentId, runId),
    lifecycle_stage: lifecycleStage,
  };
}

/** Encodes MLflow's message `Metric`. */
export function metricToProto({ key, value, timestampMs, step }: Metric): object {
  return { key, value: numberToProto(value), timestamp: timestampMs, step };
}

/** What is kept of a run's inputs. */
export function inputsOf(tags: Run['data']['tags']): RunInputs {
  return {
    dataset_inputs: [],
    model_inputs: [],
    ...(JSON.parse(tags[HiddenTag.INPUTS] ?? '{}') as Partial<RunInputs>),
  };
}

/** What is kept of a run's outputs. */
export function outputsOf(tags: Run['data']['tags']): RunOutputs {
  return { model_outputs: [], ...(JSON.parse(tags[HiddenTag.OUTPUTS] ?? '{}') as Partial<RunOutputs>) };
}

/** JSON has no numbers for these: protobuf writes them as texts. */
function numberToProto(value: number): number | string {
  return Number.isFinite(value) ? value : String(value);
}
