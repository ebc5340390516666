import { requireFromHere } from '#platform';
import { info, reportFailure, warnOnce } from '../logger.ts';
import { AttachmentFolder } from '../media/attachment-folder.ts';
import { ModelFolder } from '../logged-model/model-folder.ts';
import type { StoredAttachment } from '../media/lift-media.ts';
import { type TraceData, TracingError } from '../model/index.ts';
import { newId } from '../ids.ts';
import type { TraceExporter } from './trace-exporter.ts';
import type { TrackingBackend } from './tracking-backend.ts';
import type { TrackingStore } from './tracking-store.ts';

/** The part of `@spanwright/store` that core uses. Core loads it by name, so that neither needs the other to build. */
export interface LoadedStore extends TrackingBackend {
  append(traces: readonly TraceData[]): Promise<void>;
  close(): Promise<void>;
  closeSync(timeoutMs: number): void;
  drainSync(timeoutMs: number): boolean;
}

interface StoreModule {
  openTraceStore(options: {
    readonly path: string;
    readonly warn: (message: string) => void;
    readonly onLost: (message: string) => void;
    readonly onCreated: (notice: CreatedNotice) => void;
  }): LoadedStore;
}

interface CreatedNotice {
  readonly path: string;
  readonly committedByGit: boolean | undefined;
}

/** The place that failures to store are reported under: once, however they come to be known. */
export const STORING = 'storing traces';

/** Exports to an embedded SQLite store, and reads from it. Opened at the first use, again after `closeSync`. */
export class StoreExporter implements TraceExporter, TrackingStore {
  readonly #path: string;
  /** Media that were lifted out of traces, in a folder beside the database. */
  readonly attachments: AttachmentFolder;
  /** Logged models, in another. */
  readonly models: ModelFolder;
  #store: LoadedStore | undefined;

  constructor(path: string) {
    this.#path = path;
    this.attachments = new AttachmentFolder(`${path}-attachments`);
    this.models = new ModelFolder(`${path}-artifacts`);
  }

  get exporter(): TraceExporter {
    return this;
  }

  /** What is kept beside traces, and searches. */
  get backend(): TrackingBackend {
    return this.#open();
  }

  async export(traces: readonly TraceData[]): Promise<void> {
    await this.#open().append(traces);
  }

  async saveAttachments(attachments: readonly StoredAttachment[]): Promise<void> {
    await this.attachments.save(attachments);
  }

  /** 32 hex digits; the run is stored behind the program. */
  newRunId(): string {
    return newId();
  }

  async close(): Promise<void> {
    await this.#store?.close();
    this.#store = undefined;
  }

  drainSync(timeoutMs: number): boolean {
    this.attachments.closeSync();
    return this.#store?.drainSync(timeoutMs) ?? true;
  }

  closeSync(timeoutMs: number): void {
    this.attachments.closeSync();
    this.#store?.closeSync(timeoutMs);
    this.#store = undefined;
  }

  #open(): LoadedStore {
    this.#store ??= loadStore().openTraceStore({
      path: this.#path,
      warn: warnOnce,
      onLost: reportLoss,
      onCreated: announce,
    });
    return this.#store;
  }
}

function loadStore(): StoreModule {
  try {
    return requireFromHere('@spanwright/store') as StoreModule;
  } catch (cause) {
    const message =
      'Cannot load @spanwright/store, which keeps traces in a local file: npm install @spanwright/store, and leave it out of a bundle.';
    throw new TracingError('STORE_UNAVAILABLE', message, { cause });
  }
}

function reportLoss(message: string): void {
  reportFailure(STORING, new Error(message));
}

function announce({ path, committedByGit }: CreatedNotice): void {
  const git = committedByGit ? ' (git would commit it: add it to .gitignore)' : '';
  info(`traces go to ${path}${git}; show them with: npx spanwright ui`);
}
