import type { JsonObject, LoggedModel } from '../model/index.ts';
import type { ActiveRun } from '../run/active-run.ts';

/** MLflow's tag that lists the models of a run. */
const HISTORY = 'mlflow.log-model.history';

const histories = new WeakMap<ActiveRun, readonly JsonObject[]>();

/** Lists a model among those of its run. */
export function noteModel(run: ActiveRun, { modelId, name, flavors, creationTimeMs }: LoggedModel): void {
  const entry: JsonObject = {
    run_id: run.runId,
    artifact_path: name,
    model_id: modelId,
    flavors,
    utc_time_created: new Date(creationTimeMs).toISOString(),
  };
  const history = [...(histories.get(run) ?? []), entry];
  histories.set(run, history);
  // Its failure is reported where the write is kept.
  run.setTag(HISTORY, JSON.stringify(history)).catch(() => {});
}
