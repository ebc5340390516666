import { TracingError } from '@spanwright/core/model';
import type { StoreCall, StoreReply } from './messages.ts';

interface Waiting {
  readonly method: StoreCall['method'];
  /** Missing once nobody can need it again: traces may be many megabytes. */
  call: StoreCall | undefined;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: TracingError) => void;
}

/** A call that was answered by an error. */
export interface FailedCall {
  readonly method: StoreCall['method'];
  readonly error: TracingError;
}

/** Calls that wait for their answer, in the order in which they were made. */
export class PendingCalls {
  readonly #waiting = new Map<number, Waiting>();

  get size(): number {
    return this.#waiting.size;
  }

  /** Those that are kept. */
  get calls(): readonly StoreCall[] {
    return [...this.#waiting.values()].flatMap(({ call }) => call ?? []);
  }

  /** How many calls of a method wait. */
  count(method: StoreCall['method']): number {
    return [...this.#waiting.values()].filter((waiting) => waiting.method === method).length;
  }

  /** Waits for the answer to a call. An answer that nobody takes raises no unhandled rejection. */
  add(call: StoreCall): Promise<unknown> {
    const promise = new Promise((resolve, reject) =>
      this.#waiting.set(call.id, { method: call.method, call, resolve, reject }),
    );
    promise.catch(() => {});
    return promise;
  }

  /** Goes on waiting for the answer to a call without keeping the call. */
  release(id: number): void {
    const waiting = this.#waiting.get(id);
    if (waiting) waiting.call = undefined;
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
    return { method: waiting.method, error };
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
