import type { LoggedModel, ModelVersion } from '../model/index.ts';

/** Text files of a model, by name. */
export type ModelFiles = Readonly<Record<string, string>>;

/** A model that is about to be made. */
export interface ModelToReserve {
  readonly name: string;
  readonly experiment: { readonly experimentId: string } | { readonly experimentName: string };
  /** The run that it is logged in. */
  readonly runId?: string;
}

/** Where logged models are kept. Everything is done at once: the id of a model is needed where it is first called. */
export interface ModelStore {
  /** The id of a model that will be saved. */
  reserve(model: ModelToReserve): string;
  /** Stores a model with its files. */
  save(model: LoggedModel, files: ModelFiles): void;
  get(modelId: string): LoggedModel | undefined;
  /** All models, newest first. */
  list(): readonly LoggedModel[];
  /** The text of one of a model's files; undefined where it has none of that name. */
  read(modelId: string, name: string): string | undefined;
  /** Makes the model the next version of a registered one. */
  register(name: string, modelId: string): ModelVersion;
  /** Versions of a registered model, the oldest first. */
  versions(name: string): readonly ModelVersion[];
}
