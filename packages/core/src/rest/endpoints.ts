import type { Endpoint } from './endpoint.ts';
import type { Endpoints } from './endpoint-types.ts';

const V2 = '/api/2.0/mlflow';
const V3 = '/api/3.0/mlflow';

function get<Params, Result>(path: string): Endpoint<Params, Result> {
  return { method: 'GET', path };
}

function post<Params, Result>(path: string): Endpoint<Params, Result> {
  return { method: 'POST', path };
}

function patch<Params, Result>(path: string): Endpoint<Params, Result> {
  return { method: 'PATCH', path };
}

function remove<Params, Result>(path: string): Endpoint<Params, Result> {
  return { method: 'DELETE', path };
}

/** What core asks of an MLflow server: method and path of each request. */
export const ENDPOINTS: Endpoints = {
  startTrace: post(`${V3}/traces`),
  getTraceInfo: get(`${V3}/traces/{trace_id}`),
  getTrace: get(`${V3}/traces/get`),
  batchGetTraces: get(`${V3}/traces/batchGet`),
  searchTraces: post(`${V3}/traces/search`),
  startTraceV2: post(`${V2}/traces`),
  endTraceV2: patch(`${V2}/traces/{request_id}`),
  getTraceInfoV2: get(`${V2}/traces/{request_id}/info`),
  searchTracesV2: get(`${V2}/traces`),
  setTraceTag: patch(`${V2}/traces/{trace_id}/tags`),
  deleteTraceTag: remove(`${V2}/traces/{trace_id}/tags`),
  deleteTraces: post(`${V2}/traces/delete-traces`),
  createAssessment: post(`${V3}/traces/{trace_id}/assessments`),
  getAssessment: get(`${V3}/traces/{trace_id}/assessments/{assessment_id}`),
  updateAssessment: patch(`${V3}/traces/{trace_id}/assessments/{assessment_id}`),
  deleteAssessment: remove(`${V3}/traces/{trace_id}/assessments/{assessment_id}`),
  createExperiment: post(`${V2}/experiments/create`),
  getExperiment: get(`${V2}/experiments/get`),
  getExperimentByName: get(`${V2}/experiments/get-by-name`),
  searchExperiments: post(`${V2}/experiments/search`),
  renameExperiment: post(`${V2}/experiments/update`),
  deleteExperiment: post(`${V2}/experiments/delete`),
  restoreExperiment: post(`${V2}/experiments/restore`),
  setExperimentTag: post(`${V2}/experiments/set-experiment-tag`),
  createRun: post(`${V2}/runs/create`),
  updateRun: post(`${V2}/runs/update`),
  deleteRun: post(`${V2}/runs/delete`),
  restoreRun: post(`${V2}/runs/restore`),
  getRun: get(`${V2}/runs/get`),
  searchRuns: post(`${V2}/runs/search`),
  logBatch: post(`${V2}/runs/log-batch`),
  createModel: post(`${V2}/logged-models`),
  finishModel: patch(`${V2}/logged-models/{model_id}`),
  setModelTags: patch(`${V2}/logged-models/{model_id}/tags`),
  logModelParams: post(`${V2}/logged-models/{model_id}/params`),
  logOutputs: post(`${V2}/runs/outputs`),
  getModel: get(`${V2}/logged-models/{model_id}`),
  searchModels: post(`${V2}/logged-models/search`),
  createRegisteredModel: post(`${V2}/registered-models/create`),
  createModelVersion: post(`${V2}/model-versions/create`),
  searchModelVersions: get(`${V2}/model-versions/search`),
};
