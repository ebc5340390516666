import { activeRun, type JsonValue } from '@spanwright/core';
import { type SavedModel, snapshot, tracer } from '@spanwright/core/kit';
import { describedOrThrow, saveDescribed } from './logged-model/save.ts';
import { sessionOf } from './session.ts';

/** How a model is logged. */
export interface LogModelOptions {
  /** Default `model`. */
  readonly name?: string;
  /** Kept with the model, which gets a signature by it. */
  readonly inputExample?: unknown;
  /** Registers it as the next version of this name. */
  readonly registeredModelName?: string;
  readonly tags?: { readonly [key: string]: string };
  readonly params?: { readonly [key: string]: string };
}

/** A model that was logged, and where `loadModel` finds it. */
export interface LoggedLangchainModel extends SavedModel {
  /** `models:/<id>` */
  readonly modelUri: string;
}

/**
 * Logs a runnable as a model: prompts, chat models, parsers, sequences and graphs of them, without their secrets. It
 * belongs to the active run, and what it does from now on to the model.
 * Rejects with INVALID_PARAMETER_VALUE, saying what cannot be stored.
 */
export async function logModel(runnable: object, options: LogModelOptions = {}): Promise<LoggedLangchainModel> {
  const { name = 'model', inputExample, ...rest } = options;
  const run = activeRun();
  const example: JsonValue | undefined = snapshot(inputExample).value;
  const saved = saveDescribed(describedOrThrow(runnable), {
    ...rest,
    name,
    ...(run && { run }),
    ...(example !== undefined && { inputExample: example }),
  });
  sessionOf(tracer).models.link(runnable, saved.modelId);
  return { ...saved, modelUri: `models:/${saved.modelId}` };
}
