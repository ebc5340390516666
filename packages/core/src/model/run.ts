/** A named group of traces and runs. */
export interface Experiment {
  /** `"0"` is the experiment "Default". */
  readonly experimentId: string;
  readonly name: string;
  readonly lifecycleStage: 'active' | 'deleted';
  readonly tags: { readonly [key: string]: string };
  /** Milliseconds since the Unix epoch. */
  readonly creationTimeMs: number;
  /** Milliseconds since the Unix epoch. */
  readonly lastUpdateTimeMs: number;
}

/** MLflow's states of a run. */
export const RUN_STATUSES = ['RUNNING', 'SCHEDULED', 'FINISHED', 'FAILED', 'KILLED'] as const;

/** How a run stands. */
export type RunStatus = (typeof RUN_STATUSES)[number];

/** One value of a metric. */
export interface Metric {
  readonly key: string;
  readonly value: number;
  /** Milliseconds since the Unix epoch. */
  readonly timestampMs: number;
  readonly step: number;
}

/** What is known of a run besides what was logged to it. */
export interface RunInfo {
  /** 32 hex digits. */
  readonly runId: string;
  readonly runName: string;
  readonly experimentId: string;
  readonly status: RunStatus;
  /** Milliseconds since the Unix epoch. */
  readonly startTimeMs: number;
  /** Milliseconds since the Unix epoch; missing while it runs. */
  readonly endTimeMs?: number;
  readonly lifecycleStage: 'active' | 'deleted';
}

/** What was logged to a run. Of each metric the newest value: highest step, then latest, then greatest. */
export interface RunData {
  readonly params: { readonly [key: string]: string };
  readonly metrics: { readonly [key: string]: number };
  readonly tags: { readonly [key: string]: string };
}

/** A run: a stretch of work with parameters, metrics, tags, and the traces made inside. */
export interface Run {
  readonly info: RunInfo;
  readonly data: RunData;
}

/** What can be logged to a run at once. */
export interface RunBatch {
  readonly params?: { readonly [key: string]: string };
  readonly metrics?: readonly Metric[];
  readonly tags?: { readonly [key: string]: string };
}
