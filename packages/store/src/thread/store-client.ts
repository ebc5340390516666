import { TracingError } from '@spanwright/core/model';
import type { DatabaseSettings } from '../sqlite/open-database.ts';
import { type StoreObserver, guardObserver } from '../store-observer.ts';
import { InlineHost } from './inline-host.ts';
import type { StoreCall, StoreMethods, StoreReply } from './messages.ts';
import { type FailedCall, PendingCalls } from './pending-calls.ts';
import { startHost } from './start-host.ts';
import type { HostEvents, StoreHost } from './store-host.ts';

/** The caller's side of a store's thread: starts it at the first call, and matches answers to calls. */
export class StoreClient {
  readonly #settings: DatabaseSettings;
  readonly #observer: Required<StoreObserver>;
  readonly #pending = new PendingCalls();
  readonly #events: HostEvents;
  #host: StoreHost | undefined;
  #lastId = 0;
  #failed: FailedCall[] = [];

  constructor(settings: DatabaseSettings, observer: StoreObserver) {
    this.#settings = settings;
    this.#observer = guardObserver(observer);
    this.#events = {
      replies: (replies) => this.#take(replies),
      warning: this.#observer.warn,
      created: this.#observer.onCreated,
      lost: (error, when) => this.#lose(error, when),
    };
  }

  /** Makes a call; resolves with its answer, rejects with a `TracingError`. */
  call<M extends keyof StoreMethods>(
    method: M,
    args: Parameters<StoreMethods[M]>,
  ): Promise<ReturnType<StoreMethods[M]>> {
    const call = { id: ++this.#lastId, method, args } as StoreCall;
    const answer = this.#pending.add(call);
    this.#host ??= startHost(this.#settings, this.#events);
    this.#send(this.#host, call);
    return answer as Promise<ReturnType<StoreMethods[M]>>;
  }

  /**
   * Blocks until all calls that write are carried out and the database is closed, at most about `timeoutMs`. What
   * could not be stored is told as a warning: at the end of a process nobody hears of a rejection any more.
   */
  settleSync(timeoutMs: number): void {
    if (!this.#host) return;
    this.#failed = [];
    if (this.#host.settleSync(timeoutMs) === 'never started') this.#continueInline().settleSync();
    const [failed] = this.#failed.filter(({ method }) => method === 'append');
    if (failed) this.#observer.onLost(failed.error.message);
    const late = this.#pending.count('append');
    if (late > 0) this.#observer.onLost(`${late} calls with traces were not stored within ${timeoutMs} ms.`);
  }

  /** Blocks until all calls are carried out and answered, at most about `timeoutMs`; whether they are. */
  drainSync(timeoutMs: number): boolean {
    const drained = this.#host?.drainSync(timeoutMs);
    return (drained === 'never started' ? this.#continueInline().drainSync() : (drained ?? 'settled')) === 'settled';
  }

  /** Frees the thread; the next call starts another. Calls without an answer will have none. */
  async stop(): Promise<void> {
    const host = this.#host;
    this.#host = undefined;
    this.#pending.rejectAll(new TracingError('STORE_UNAVAILABLE', `${this.#settings.path} was closed.`));
    await host?.stop();
  }

  #send(host: StoreHost, call: StoreCall): void {
    try {
      if (host.send(call) === 'taken') this.#pending.release(call.id);
      host.hold(true);
    } catch (error) {
      const message = `The arguments of ${call.method} are not plain data: ${String(error)}`;
      this.#pending.reject(call.id, new TracingError('INVALID_PARAMETER_VALUE', message, { cause: error }));
    }
  }

  #take(replies: readonly StoreReply[]): void {
    for (const reply of replies) {
      const failed = this.#pending.settle(reply);
      if (failed) this.#failed.push(failed);
    }
    if (this.#pending.size === 0) this.#host?.hold(false);
  }

  #lose(error: Error, when: 'at start' | 'at work'): void {
    this.#host = undefined;
    if (when === 'at start') this.#continueInline();
    else this.#pending.rejectAll(new TracingError('INTERNAL_ERROR', `The store's thread has failed: ${error.message}`));
  }

  // Storing a trace twice is storing it once: calls that a thread may yet carry out can be made again.
  #continueInline(): InlineHost {
    const host = new InlineHost(this.#settings, this.#events);
    this.#host = host;
    for (const call of this.#pending.calls) host.send(call);
    return host;
  }
}
