import type { NewStoredRun, TrackingBackend } from '../export/tracking-backend.ts';
import type { AttachmentStore, TrackingStore } from '../export/tracking-store.ts';
import type { TraceExporter } from '../export/trace-exporter.ts';
import { newId } from '../ids.ts';
import { reportFailure } from '../logger.ts';
import type { ModelStore } from '../logged-model/model-store.ts';
import { RemoteExporter } from '../remote/remote-exporter.ts';
import { readRestSettings } from './read-settings.ts';
import { RemoteModels } from './remote-models.ts';
import { createRestBackend } from './rest-backend.ts';
import { RestClient } from './rest-client.ts';
import { readAttachment } from './send-attachments.ts';
import { SyncClient } from './sync-client.ts';

/** An MLflow server as the target of everything. */
export class RemoteStore implements TrackingStore {
  readonly exporter: TraceExporter;
  readonly backend: TrackingBackend;
  readonly attachments: AttachmentStore;
  readonly models: ModelStore;
  readonly #sync: SyncClient;

  constructor(uri: string) {
    const settings = readRestSettings(uri);
    const client = new RestClient(settings);
    this.#sync = new SyncClient(settings);
    this.exporter = new RemoteExporter(settings);
    this.backend = createRestBackend(client);
    // The server removes them with their traces.
    this.attachments = {
      read: (ref) => readAttachment(client, ref),
      traceIds: () => Promise.resolve([]),
      remove: () => Promise.resolve(),
    };
    this.models = new RemoteModels(this.#sync);
  }

  /** The id that the server gives the run; where it is away, one that the server will not know. */
  newRunId(run: NewStoredRun): string {
    try {
      return this.#sync.run('createRun', run);
    } catch (error) {
      reportFailure('starting a run', error);
      return newId();
    }
  }
}
