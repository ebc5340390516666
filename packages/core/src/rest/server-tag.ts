/** Tags of a trace that the server sets. */
export const ServerTag = {
  /** Where the trace's files are. */
  ARTIFACT_LOCATION: 'mlflow.artifactLocation',
  /** Where its spans are: `TRACKING_STORE`, else a file. */
  SPANS_LOCATION: 'mlflow.trace.spansLocation',
  TRACKING_STORE: 'TRACKING_STORE',
} as const;
