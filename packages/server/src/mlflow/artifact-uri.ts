// Where artifacts are, as clients are told: paths beneath the one folder that `artifact-routes.ts` serves.
const SCHEME = 'mlflow-artifacts:/';

/** Folder of the artifacts of an experiment. */
export function experimentUri(experimentId: string): string {
  return SCHEME + experimentId;
}

/** Folder of the artifacts of a run. */
export function runUri(experimentId: string, runId: string): string {
  return `${experimentUri(experimentId)}/${runId}/artifacts`;
}

/** Folder of the artifacts of a trace. */
export function traceUri(experimentId: string, traceId: string): string {
  return `${experimentUri(experimentId)}/traces/${traceId}/artifacts`;
}

/** Folder of the files of a logged model: that in which programs keep theirs beside a database. */
export function modelUri(modelId: string): string {
  return `${SCHEME}models/${modelId}/artifacts`;
}

/** The path of such a URI beneath the folder. */
export function pathOf(uri: string): string {
  return uri.slice(SCHEME.length);
}
