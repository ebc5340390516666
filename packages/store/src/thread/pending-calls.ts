import { TracingError } from '@spanwright/core/model';
import type { StoreCall, StoreReply } from './messages.ts';

interface Waiting {
  readonly call: StoreCall;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: TracingError) => void;
}

/** A call that was answered by an error. */
export interface FailedCall {
  readonly call: StoreCall;
  readonly error: TracingError;
}

/** Calls that wait for their answer, in the order in which they were made. */
export class PendingCalls {
  readonly #waiting = new Map<number, Waiting>();

  get size(): number {
    return this.#waiting.size;
  }

  /** The calls themselves. */
  get calls(): readonly StoreCall[] {
    return [...this.#waiting.values()].map(({ call }) => call);
  }

  /** Waits for the answer to a call. An answer that nobody takes raises no unhandled rejection. */
  add(call: StoreCall): Promise<unknown> {
    const promise = new Promise((resolve, reject) => this.#waiting.set(call.id, { call, resolve, reject }));
    promise.catch(() => {});
    return promise;
  }

  /** Passes an answer on; returns the call that has failed if it is an error. */
  settle(reply: StoreReply): FailedCall | undefined {
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if (!waiting) return undefined;
    if ('value' in reply) {
      waiting.resolve(reply.value);
      return undefined;
    }
    const error = new TracingError(reply.error.code, reply.error.message);
    waiting.reject(error);
    return { call: waiting.call, error };
  }

  /** Gives up waiting for one call. */
  reject(id: number, error: TracingError): void {
    this.#waiting.get(id)?.reject(error);
    this.#waiting.delete(id);
  }

  /** Gives up waiting at all. */
  rejectAll(error: TracingError): void {
    for (const id of [...this.#waiting.keys()]) this.reject(id, error);
  }
}
