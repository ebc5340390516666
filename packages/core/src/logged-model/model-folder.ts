import { fs, path } from '../hook/built-in.ts';
import { newId } from '../ids.ts';
import { type LoggedModel, type ModelVersion, TracingError } from '../model/index.ts';
import type { ModelFiles, ModelStore } from './model-store.ts';

const INFO = 'model.json';
const ARTIFACTS = 'artifacts';
const PRIVATE = { recursive: true, mode: 0o700 } as const;

/**
 * Keeps logged models beside a database: `models/<id>/model.json` with its files in `models/<id>/artifacts`, and
 * `registered/<name>/<version>.json`. Written at once and readable by the owner alone; several processes may write.
 */
export class ModelFolder implements ModelStore {
  /** Absolute path, whatever the working directory becomes. */
  readonly #path: string;

  constructor(folder: string) {
    this.#path = path.resolve(folder);
  }

  /** `m-` and 32 hex digits. */
  reserve(): string {
    return `m-${newId()}`;
  }

  /** Stores a model with its files. It is there as a whole, or not at all. */
  save(model: LoggedModel, files: ModelFiles): void {
    const folder = this.#folder(model.modelId);
    const unfinished = path.join(path.dirname(folder), `.${model.modelId}`);
    fs.mkdirSync(path.join(unfinished, ARTIFACTS), PRIVATE);
    for (const [name, text] of Object.entries(files)) write(path.join(unfinished, ARTIFACTS, name), text);
    write(path.join(unfinished, INFO), JSON.stringify(model));
    fs.renameSync(unfinished, folder);
  }

  get(modelId: string): LoggedModel | undefined {
    return readJson<LoggedModel>(path.join(this.#folder(modelId), INFO));
  }

  /** All models, newest first. */
  list(): readonly LoggedModel[] {
    return namesIn(path.join(this.#path, 'models'))
      .filter((name) => !name.startsWith('.'))
      .flatMap((name) => this.get(name) ?? [])
      .toSorted((a, b) => b.creationTimeMs - a.creationTimeMs || (a.modelId < b.modelId ? 1 : -1));
  }

  read(modelId: string, name: string): string | undefined {
    const file = path.join(this.#folder(modelId), ARTIFACTS, name);
    return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : undefined;
  }

  /** Makes the model the next version of a registered one. */
  register(name: string, modelId: string): ModelVersion {
    const folder = this.#registered(name);
    fs.mkdirSync(folder, PRIVATE);
    for (let version = (this.versions(name).at(-1)?.version ?? 0) + 1; ; version += 1) {
      const made: ModelVersion = { name, version, modelId, creationTimeMs: Date.now() };
      if (writeNew(path.join(folder, `${version}.json`), JSON.stringify(made))) return made;
    }
  }

  /** Versions of a registered model, the oldest first. */
  versions(name: string): readonly ModelVersion[] {
    const folder = this.#registered(name);
    return namesIn(folder)
      .flatMap((file) => readJson<ModelVersion>(path.join(folder, file)) ?? [])
      .toSorted((a, b) => a.version - b.version);
  }

  #folder(modelId: string): string {
    if (!/^m-[0-9a-f]{32}$/.test(modelId))
      throw new TracingError('INVALID_PARAMETER_VALUE', `"${modelId}" is no id of a model: m- and 32 hex digits.`);
    return path.join(this.#path, 'models', modelId);
  }

  #registered(name: string): string {
    return path.join(this.#path, 'registered', encodeURIComponent(name).replaceAll('.', '%2E'));
  }
}

function write(file: string, text: string): void {
  fs.writeFileSync(file, text, { mode: 0o600 });
}

/** False where the file is there already. */
function writeNew(file: string, text: string): boolean {
  try {
    fs.writeFileSync(file, text, { mode: 0o600, flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function namesIn(folder: string): readonly string[] {
  return fs.existsSync(folder) ? fs.readdirSync(folder) : [];
}

function readJson<T>(file: string): T | undefined {
  return fs.existsSync(file) ? (JSON.parse(fs.readFileSync(file, 'utf8')) as T) : undefined;
}
