import type { ModelStore } from '../logged-model/model-store.ts';
import type { AttachmentRef } from '../media/attachment-uri.ts';
import type { TraceExporter } from './trace-exporter.ts';
import type { NewStoredRun, TrackingBackend } from './tracking-backend.ts';

/** Attachments that are kept beside traces. */
export interface AttachmentStore {
  /** Reads an attachment back; undefined when it is not there. */
  read(ref: AttachmentRef): Promise<Uint8Array | undefined>;
  /** The traces whose attachments have to be removed with them; those that the store removes by itself are not named. */
  traceIds(): Promise<readonly string[]>;
  /** Removes the attachments of a trace. */
  remove(traceId: string): Promise<void>;
}

/** What a tracking URI names: a database of this computer, or a server. */
export interface TrackingStore {
  /** Where finished traces go. */
  readonly exporter: TraceExporter;
  readonly backend: TrackingBackend;
  readonly attachments: AttachmentStore;
  readonly models: ModelStore;
  /** The id of a run that is about to start; what the store needs to know of it is stored at once. */
  newRunId(run: NewStoredRun): string;
}
