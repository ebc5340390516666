import type { JsonValue } from '@spanwright/core';
import { callerFile, readModel, tracer } from '@spanwright/core/kit';
import { revive, type ReviveOptions } from './logged-model/revive.ts';
import { MODEL_FILE } from './logged-model/save.ts';
import { sessionOf } from './session.ts';

/** How a model is loaded. */
export type LoadModelOptions = Pick<ReviveOptions, 'secrets' | 'modules'>;

/**
 * Brings back a logged model: `models:/<model id>`, `models:/<registered name>/<version>`, `runs:/<run id>/<name>` or a
 * folder. LangChain's classes are loaded from where the program has them; secrets are those of `options`, else what
 * the classes find in the environment by themselves. Traces of what it does belong to the model.
 *
 * A model is a program: load only what you, or somebody you trust, have logged.
 */
export async function loadModel<Model extends object = LoadedRunnable>(
  uri: string,
  options: LoadModelOptions = {},
): Promise<Model> {
  const caller = callerFile();
  const { model, file } = readModel(uri);
  const description = JSON.parse(file(MODEL_FILE)) as JsonValue;
  const runnable = (await revive(description, { ...options, caller })) as Model;
  if (model) sessionOf(tracer).models.link(runnable, model.modelId);
  return runnable;
}

/** What every runnable of LangChain can do; `loadModel<RunnableSequence>(…)` tells more. */
export interface LoadedRunnable {
  invoke(input: unknown, options?: object): Promise<unknown>;
  stream(input: unknown, options?: object): Promise<AsyncIterable<unknown>>;
  batch(inputs: readonly unknown[], options?: object): Promise<unknown[]>;
}
