import { sendJson } from './request.ts';

const TRACES = '/ajax-api/3.0/mlflow/traces';
const id = encodeURIComponent;

/** What changes traces: MLflow's own routes. */
export const mlflowApi = {
  setTag: (trace: string, key: string, value: string) =>
    sendJson<object>('PATCH', `${TRACES}/${id(trace)}/tags`, { key, value }),
  deleteTag: (trace: string, key: string) => sendJson<object>('DELETE', `${TRACES}/${id(trace)}/tags`, { key }),
  deleteTraces: (experimentId: string, traceIds: readonly string[]) =>
    sendJson<{ readonly traces_deleted?: number }>('POST', `${TRACES}/delete-traces`, {
      experiment_id: experimentId,
      request_ids: traceIds,
    }),
} as const;
