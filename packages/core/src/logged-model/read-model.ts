import { currentStore } from '../export/current-target.ts';
import { fs, path } from '../hook/built-in.ts';
import { type LoggedModel, TracingError } from '../model/index.ts';
import { modelAt } from './find-model.ts';

/** A stored model that can be loaded. */
export interface ReadModel {
  /** Undefined for a folder of files. */
  readonly model: LoggedModel | undefined;
  /** The text of one of its files. */
  file(name: string): string;
}

/**
 * The model that a URI names (see `modelAt`), or that lies in a folder.
 * @throws TracingError where there is none, and from `file` where it has no such file.
 */
export function readModel(uri: string): ReadModel {
  const isFolder = !/^(?:models|runs):/.test(uri) && fs.existsSync(path.join(uri, 'MLmodel'));
  const model = isFolder ? undefined : modelAt(uri);
  const { models } = currentStore();
  const read = (name: string): string | undefined =>
    model ? models.read(model.modelId, name) : readText(path.join(uri, name));
  return { model, file: (name) => read(name) ?? missing(uri, name) };
}

function readText(file: string): string | undefined {
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : undefined;
}

function missing(uri: string, name: string): never {
  const message = `The model at "${uri}" has no file "${name}": it was logged by something else.`;
  throw new TracingError('RESOURCE_DOES_NOT_EXIST', message);
}
