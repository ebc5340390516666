import type { StoredAttachment } from '../media/lift-media.ts';
import type { TraceData } from '../model/index.ts';

/** Where finished traces go: a store, a server, a collector, or an array in a test. */
export interface TraceExporter {
  /**
   * Takes finished traces, or further spans of traces that it already has (same trace id: upsert by span id).
   * Resolves once they are durable: after that a `kill -9` loses nothing. A rejection is
   * logged once; with `STORE_NOT_WRITABLE`, `COLLECTOR_UNAVAILABLE` or `SERVER_UNAVAILABLE` the traces are given again
   * after a while.
   */
  export(traces: readonly TraceData[]): Promise<void>;
  /**
   * Keeps media that were lifted out of traces. An exporter without it gets them inside the traces. Resolves once they
   * are durable; at process exit `closeSync` sees to those that are not.
   */
  saveAttachments?(attachments: readonly StoredAttachment[]): Promise<void>;
  /**
   * Where durable is not yet there: resolves once everything given to `export` is at its target, or is known to have to
   * wait for it. Never rejects; what the user must know was said.
   */
  flush?(): Promise<void>;
  /**
   * Called at process exit: blocks until everything given to `export` is durable, at most `timeoutMs`, and frees
   * resources. Must not rely on the event loop. Where the program goes on after all, `export` works again.
   */
  closeSync?(timeoutMs: number): void;
  /**
   * For synchronous logging: blocks until everything given to `export` is durable, at most `timeoutMs`; whether it is.
   * Must not rely on the event loop. Without it `closeSync` does this.
   */
  drainSync?(timeoutMs: number): boolean;
  /** Finishes open work and frees resources. */
  close(): Promise<void>;
}
