import type { CreatedNotice } from '../created-notice.ts';
import type { StoreCall, StoreReply } from './messages.ts';

/** Where a store does its work: a thread of its own, or the caller's. */
export interface StoreHost {
  /**
   * Passes a call on. Throws when its arguments cannot be cloned.
   * @returns `taken` when no other host will be asked to carry it out, `kept` when this one may never start.
   */
  send(call: StoreCall): 'taken' | 'kept';
  /** Whether answers are waited for: the process is kept alive as long. */
  hold(waiting: boolean): void;
  /**
   * Blocks until every call that writes is carried out and the database closed; at most about `timeoutMs`. Calls that
   * read may get no answer any more. `never started` means that no call has been carried out.
   */
  settleSync(timeoutMs: number): 'settled' | 'timed out' | 'never started';
  /** Blocks until every call is carried out and answered; at most about `timeoutMs`. */
  drainSync(timeoutMs: number): 'settled' | 'timed out' | 'never started';
  /** Frees the thread, and with it the database's file. To be called when all calls are answered. */
  stop(): Promise<void>;
}

/** What a host reports. */
export interface HostEvents {
  replies(replies: readonly StoreReply[]): void;
  warning(message: string): void;
  created(notice: CreatedNotice): void;
  /** The thread has ended by itself: calls without answer will have none. */
  lost(error: Error, when: 'at start' | 'at work'): void;
}
