import { STORING } from '../export/store-exporter.ts';
import type { TraceExporter } from '../export/trace-exporter.ts';
import { limits } from '../limits.ts';
import { reportFailure, warnOnce } from '../logger.ts';
import type { StoredAttachment } from '../media/lift-media.ts';
import { type TraceData, TracingError } from '../model/index.ts';
import type { RestSettings } from '../rest/settings.ts';
import { spoolSettings, spoolTarget } from '../spool/spool-settings.ts';
import { Spool } from '../spool/spool.ts';
import type { FromRemote, RemoteBatch, RemoteSettings } from './messages.ts';
import { type RemoteHost, startRemoteHost } from './remote-host.ts';
import { RemoteNotices } from './remote-notices.ts';

interface Unkept {
  readonly batch: RemoteBatch;
  readonly resolve: () => void;
  readonly reject: (error: TracingError) => void;
}

/**
 * Exports to an MLflow server from a thread of its own, by way of the disk: `export` resolves once the traces are on
 * disk, where they wait until the server has them. Each arrives once, however often it is sent.
 */
export class RemoteExporter implements TraceExporter {
  readonly #settings: RemoteSettings;
  readonly #unkept = new Map<number, Unkept>();
  readonly #flushes = new Map<number, () => void>();
  /** They go with their traces, which the server must know first. */
  #attachments: StoredAttachment[] = [];
  #host: RemoteHost | undefined;
  #lastId = 0;
  /** Batches that the present host was given. */
  #posted = 0;

  constructor(rest: RestSettings) {
    this.#settings = { rest, spool: spoolSettings(spoolTarget(rest)) };
  }

  export(traces: readonly TraceData[]): Promise<void> {
    const ids = new Set(traces.map(({ info }) => info.traceId));
    const attachments = this.#attachments.filter(({ traceId }) => ids.has(traceId));
    this.#attachments = this.#attachments.filter((attachment) => !attachments.includes(attachment));
    return this.#post({ id: ++this.#lastId, traces, attachments });
  }

  /** They are durable when the traces are that they belong to, which are to be exported next. */
  saveAttachments(attachments: readonly StoredAttachment[]): Promise<void> {
    this.#attachments.push(...attachments);
    return Promise.resolve();
  }

  /** Resolves once the server has everything, or it is known not to take it now; at most after `limits.deliverWaitMs`. */
  async flush(): Promise<void> {
    await this.#postAttachments();
    const host = this.#host;
    if (!host) return;
    const id = ++this.#lastId;
    await new Promise<void>((resolve) => {
      this.#flushes.set(id, resolve);
      host.post({ kind: 'flush', id, timeoutMs: limits.deliverWaitMs });
    });
  }

  drainSync(timeoutMs: number): boolean {
    void this.#postAttachments();
    this.#host?.waitKept(this.#posted, performance.now() + timeoutMs);
    return this.#unkept.size === 0;
  }

  closeSync(timeoutMs: number): void {
    const deadline = performance.now() + timeoutMs;
    this.drainSync(timeoutMs);
    this.#keepHere();
    this.#host?.settle(deadline);
  }

  async close(): Promise<void> {
    await this.flush();
    await this.#host?.stop();
    this.#host = undefined;
  }

  #post(batch: RemoteBatch): Promise<void> {
    const host = this.#started();
    const kept = new Promise<void>((resolve, reject) => this.#unkept.set(batch.id, { batch, resolve, reject }));
    this.#posted += 1;
    host.post({ kind: 'batch', batch });
    return kept;
  }

  // Of traces that were exported before, or never will be.
  async #postAttachments(): Promise<void> {
    const attachments = this.#attachments.splice(0);
    if (attachments.length === 0) return;
    await this.#post({ id: ++this.#lastId, traces: [], attachments }).catch((error: unknown) =>
      reportFailure('storing attachments', error),
    );
  }

  #started(): RemoteHost {
    if (this.#host) return this.#host;
    this.#posted = 0;
    this.#host = startRemoteHost(this.#settings, {
      message: (message) => this.#take(message),
      lost: (reason) => this.#lose(reason),
    });
    return this.#host;
  }

  #take(message: FromRemote): void {
    if (message.kind === 'warning') return warnOnce(message.message, message.key);
    if (message.kind === 'flushed') return this.#flushed(message.id);
    const { id, error } = message;
    const unkept = this.#unkept.get(id);
    this.#unkept.delete(id);
    if (error) unkept?.reject(new TracingError(error.code, error.message));
    else unkept?.resolve();
  }

  #flushed(id: number): void {
    this.#flushes.get(id)?.();
    this.#flushes.delete(id);
  }

  #lose(reason: string): void {
    this.#host = undefined;
    const error = new TracingError('SERVER_UNAVAILABLE', `The thread that sends traces has failed: ${reason}`);
    for (const { reject } of this.#unkept.values()) reject(error);
    this.#unkept.clear();
    for (const id of [...this.#flushes.keys()]) this.#flushed(id);
  }

  // The thread has not come to it, or cannot: twice on disk is once at the server.
  #keepHere(): void {
    if (this.#unkept.size === 0) return;
    const { rest, spool: settings } = this.#settings;
    const spool = new Spool(settings, new RemoteNotices(rest.uri, settings.folder, warnOnce));
    for (const [id, { batch, resolve }] of this.#unkept) {
      try {
        spool.write(batch);
        this.#unkept.delete(id);
        resolve();
      } catch (error) {
        reportFailure(STORING, error);
        break;
      }
    }
    spool.release();
  }
}
