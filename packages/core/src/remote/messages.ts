import type { StoredAttachment } from '../media/lift-media.ts';
import type { TraceData, TracingErrorCode } from '../model/index.ts';
import type { RestSettings } from '../rest/settings.ts';
import type { SpoolSettings } from '../spool/spool-settings.ts';

/** What the delivering thread needs to know. Holds credentials: it never leaves the process. */
export interface RemoteSettings {
  readonly rest: RestSettings;
  readonly spool: SpoolSettings;
}

/** Traces for the server, with what was lifted out of them. */
export interface RemoteBatch {
  readonly id: number;
  readonly traces: readonly TraceData[];
  readonly attachments: readonly StoredAttachment[];
}

/**
 * What the delivering thread is told: to take a batch; to say when what it has is delivered or known to wait; or to do
 * what it can before the process ends.
 */
export type ToRemote =
  | { readonly kind: 'batch'; readonly batch: RemoteBatch }
  | { readonly kind: 'flush'; readonly id: number; readonly timeoutMs: number }
  | { readonly kind: 'settle'; readonly ticket: number; readonly timeoutMs: number };

/** What the delivering thread tells. */
export type FromRemote =
  /** A batch is safe: on disk, or delivered. Or it is not. */
  | { readonly kind: 'kept'; readonly id: number; readonly error?: { code: TracingErrorCode; message: string } }
  | { readonly kind: 'flushed'; readonly id: number }
  | { readonly kind: 'warning'; readonly message: string; readonly key: string };

/** Places of the shared numbers. */
export const Flag = {
  /** Batches that were kept, or could not be. */
  KEPT: 0,
  /** The last ticket of `settle` that is done. */
  SETTLED: 1,
} as const;
