/** Tags that every run has, or may have. MLflow's own. */
export const RunTagKey = {
  NAME: 'mlflow.runName',
  PARENT: 'mlflow.parentRunId',
  DESCRIPTION: 'mlflow.note.content',
} as const;
