import { readVariable } from '../environment/read-variable.ts';
import { sharedSlot } from '../shared-state.ts';

const state = sharedSlot<{ taken: string | undefined }>('run of the environment', () => ({ taken: undefined }));

/** What `MLFLOW_RUN_ID` names: a run that another process has made for this one. Once, as in MLflow. */
export function takeRunOfEnvironment(): string | undefined {
  const runId = readVariable('MLFLOW_RUN_ID');
  if (runId === state.taken) return undefined;
  state.taken = runId;
  return runId;
}
