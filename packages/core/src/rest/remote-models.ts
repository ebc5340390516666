import type { ModelFiles, ModelStore, ModelToReserve } from '../logged-model/model-store.ts';
import type { LoggedModel, ModelVersion } from '../model/index.ts';
import type { SyncClient } from './sync-client.ts';

/** Logged models of a server. Each call waits for it. */
export class RemoteModels implements ModelStore {
  readonly #client: SyncClient;

  constructor(client: SyncClient) {
    this.#client = client;
  }

  reserve(model: ModelToReserve): string {
    return this.#client.run('reserveModel', model);
  }

  save(model: LoggedModel, files: ModelFiles): void {
    this.#client.run('saveModel', model, files);
  }

  get(modelId: string): LoggedModel | undefined {
    return this.#client.run('getModel', modelId);
  }

  list(): readonly LoggedModel[] {
    return this.#client.run('listModels');
  }

  read(modelId: string, name: string): string | undefined {
    return this.#client.run('readModelFile', modelId, name);
  }

  register(name: string, modelId: string): ModelVersion {
    return this.#client.run('registerModel', name, modelId);
  }

  versions(name: string): readonly ModelVersion[] {
    return this.#client.run('modelVersions', name);
  }
}
