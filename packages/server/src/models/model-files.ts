import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ModelVersion, TracingError } from '@spanwright/core/model';
import type { Registered, StoredModel } from './stored-model.ts';

// The layout is that of core's `ModelFolder`: both write to it, and both read what the other has written.
const INFO = 'model.json';
const MODEL_ID = /^m-[0-9a-f]{32}$/;
const PRIVATE = { recursive: true, mode: 0o700 } as const;

/** All logged models, newest first. */
export async function listModels(folder: string): Promise<readonly StoredModel[]> {
  const ids = (await namesIn(join(folder, 'models'))).filter((name) => MODEL_ID.test(name));
  const found = await Promise.all(ids.map((id) => readJson<StoredModel>(fileOf(folder, id))));
  return found
    .flatMap((model) => model ?? [])
    .toSorted((a, b) => b.creationTimeMs - a.creationTimeMs || (a.modelId < b.modelId ? 1 : -1));
}

/** The model with this id. */
export async function getModel(folder: string, modelId: string): Promise<StoredModel> {
  const found = MODEL_ID.test(modelId) ? await readJson<StoredModel>(fileOf(folder, modelId)) : undefined;
  if (found) return found;
  throw new TracingError('RESOURCE_DOES_NOT_EXIST', `Logged model with ID '${modelId}' not found.`);
}

/** Stores what is known of a model; its files stay as they are. */
export async function putModel(folder: string, model: StoredModel): Promise<void> {
  const file = fileOf(folder, model.modelId);
  await mkdir(join(folder, 'models', model.modelId, 'artifacts'), PRIVATE);
  // Whoever reads meanwhile sees the old or the new one, never a part.
  await writeFile(`${file}.new`, JSON.stringify(model), { mode: 0o600 });
  await rename(`${file}.new`, file);
}

/** Deletes a model with its files. */
export async function deleteModel(folder: string, modelId: string): Promise<void> {
  await getModel(folder, modelId);
  await rm(join(folder, 'models', modelId), { recursive: true, force: true });
}

/** Which models are versions of registered ones. */
export async function registeredAs(folder: string): Promise<Registered> {
  const root = join(folder, 'registered');
  const found = new Map<string, Pick<ModelVersion, 'name' | 'version'>[]>();
  for (const name of await namesIn(root)) {
    for (const file of await namesIn(join(root, name))) {
      const made = await readJson<ModelVersion>(join(root, name, file));
      if (made)
        found.set(made.modelId, [...(found.get(made.modelId) ?? []), { name: made.name, version: made.version }]);
    }
  }
  return found;
}

function fileOf(folder: string, modelId: string): string {
  return join(folder, 'models', modelId, INFO);
}

async function namesIn(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch(() => []);
}

/** Undefined where the file is not there, or is not what it should be. */
async function readJson<T>(file: string): Promise<T | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as T;
  } catch {
    return undefined;
  }
}
