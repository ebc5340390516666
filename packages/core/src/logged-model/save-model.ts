import { currentStore } from '../export/current-target.ts';
import type { JsonObject, JsonValue, LoggedModel, ModelVersion } from '../model/index.ts';
import type { ActiveRun } from '../run/active-run.ts';
import { currentExperiment } from '../run/current-experiment.ts';
import type { ModelFiles } from './model-store.ts';
import { inferSignature } from './signature.ts';
import { noteModel } from './run-history.ts';
import { yamlOf } from './yaml.ts';

/** A model to be logged. */
export interface ModelToSave {
  /** Default: a new one. */
  readonly modelId?: string;
  readonly name: string;
  /** How it is loaded, by flavor. */
  readonly flavors: JsonObject;
  readonly files: ModelFiles;
  /** Kept as `input_example.json`. */
  readonly inputExample?: JsonValue;
  /** What the model gave for `inputExample`, or for another input. */
  readonly outputExample?: JsonValue;
  /** What the signature is inferred from, where that is not the input example. */
  readonly signatureInput?: JsonValue;
  readonly run?: ActiveRun;
  readonly tags?: LoggedModel['tags'];
  readonly params?: LoggedModel['params'];
  /** Registers it as a new version of that model, too. */
  readonly registeredModelName?: string;
}

/** What was stored of it. */
export interface SavedModel extends LoggedModel {
  readonly registered?: ModelVersion;
}

/** A new id of a model: `m-` and 32 hex digits. A server is asked for it, and learns of the model by that. */
export function newModelId({ name, run }: Pick<ModelToSave, 'name' | 'run'> = { name: 'model' }): string {
  const experiment = run?.experiment ?? currentExperiment();
  return currentStore().models.reserve({ name, experiment, ...(run && { runId: run.runId }) });
}

/** Logs a model: stores its files with `MLmodel`, links it to its run and registers it where that is asked for. */
export function saveModel(model: ModelToSave): SavedModel {
  const logged = loggedModel(model);
  const { models } = currentStore();
  models.save(logged, {
    ...model.files,
    MLmodel: yamlOf(mlmodel(logged, model)),
    ...(model.inputExample !== undefined && { 'input_example.json': JSON.stringify(model.inputExample) }),
  });
  if (model.run) noteModel(model.run, logged);
  const { registeredModelName: registered } = model;
  return { ...logged, ...(registered !== undefined && { registered: models.register(registered, logged.modelId) }) };
}

function loggedModel(model: ModelToSave): LoggedModel {
  const { name, flavors, run, tags = {}, params = {} } = model;
  const experiment = run?.experiment ?? currentExperiment();
  return {
    modelId: model.modelId ?? newModelId(model),
    name,
    ...experiment,
    ...(run && { sourceRunId: run.runId }),
    status: 'READY',
    creationTimeMs: Date.now(),
    tags,
    params,
    flavors,
  };
}

/** What MLflow's file `MLmodel` holds. */
function mlmodel(
  logged: LoggedModel,
  { inputExample, outputExample, signatureInput = inputExample }: ModelToSave,
): JsonObject {
  const signature = inferSignature(signatureInput, outputExample);
  return {
    artifact_path: logged.name,
    flavors: logged.flavors,
    model_id: logged.modelId,
    model_uuid: logged.modelId.slice(2),
    ...(logged.sourceRunId !== undefined && { run_id: logged.sourceRunId }),
    ...(inputExample !== undefined && {
      saved_input_example_info: { artifact_path: 'input_example.json', type: 'json_object' },
    }),
    ...(Object.keys(signature).length > 0 && { signature: { ...signature, params: null } }),
    utc_time_created: new Date(logged.creationTimeMs).toISOString().replace('T', ' ').replace('Z', ''),
  };
}
