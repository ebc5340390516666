import type { TraceData, TracingErrorCode } from '@spanwright/core/model';
import type { MessagePort } from 'node:worker_threads';
import type { CreatedNotice } from '../created-notice.ts';
import type { DatabaseSettings } from '../sqlite/open-database.ts';
import type { OperationMethods } from '../sqlite/operations.ts';

/** The methods that a store's thread carries out: their arguments, and what they answer. */
export interface StoreMethods extends OperationMethods {
  append(traces: readonly TraceData[]): void;
  /** Closes the database; a later call opens it again. */
  close(): void;
}

/** One call of a method. */
export type StoreCall = {
  [M in keyof StoreMethods]: {
    readonly id: number;
    readonly method: M;
    readonly args: Parameters<StoreMethods[M]>;
  };
}[keyof StoreMethods];

/** The answer to the call with this id. Errors lose their class between threads: they travel as data. */
export type StoreReply =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly error: { readonly code: TracingErrorCode; readonly message: string } };

/** What the store's thread tells. */
export type FromStore =
  | { readonly kind: 'replies'; readonly replies: readonly StoreReply[] }
  | { readonly kind: 'warning'; readonly message: string }
  | { readonly kind: 'created'; readonly notice: CreatedNotice };

/**
 * What the store's thread is told: a call; to finish what writes, close the database and raise `SETTLED`; or to carry
 * out everything and raise it.
 */
export type ToStore =
  | { readonly kind: 'call'; readonly call: StoreCall }
  | { readonly kind: 'settle' | 'drain'; readonly ticket: number };

/** How a store's thread is started. */
export interface WorkerStart {
  readonly settings: DatabaseSettings;
  readonly port: MessagePort;
  /** Shared; see `Flag`. */
  readonly flags: Int32Array;
}

/** Places in the shared `flags`. */
export const Flag = {
  /** 1 once the thread listens. */
  STARTED: 0,
  /** The last ticket of `settle` or `drain` that is done. */
  SETTLED: 1,
  /** 1 when the time is up: the thread ends after the transaction at hand. */
  HURRY: 2,
} as const;
