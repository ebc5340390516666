import type { LoggedModel, ModelVersion } from '@spanwright/core/model';

/** States of a logged model, as MLflow has them behind `LOGGED_MODEL_`. */
export type ModelStatus = 'PENDING' | 'READY' | 'UPLOAD_FAILED' | 'UNSPECIFIED';

/** A logged model as `models/ID/model.json` holds it: what programs of ours write, or what a client has logged here. */
export interface StoredModel extends Omit<LoggedModel, 'status'> {
  readonly status: ModelStatus;
  readonly modelType?: string;
  /** Milliseconds since the Unix epoch. */
  readonly lastUpdateTimeMs?: number;
}

/** Versions of registered models by the id of the logged model that they are. */
export type Registered = ReadonlyMap<string, readonly Pick<ModelVersion, 'name' | 'version'>[]>;
