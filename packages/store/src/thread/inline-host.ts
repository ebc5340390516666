import type { DatabaseSettings } from '../sqlite/open-database.ts';
import type { StoreCall } from './messages.ts';
import { readMessage } from './read-message.ts';
import type { HostEvents, StoreHost } from './store-host.ts';
import { StoreService } from './store-service.ts';

// The program stands still meanwhile.
const LOCK_TIMEOUT_MS = 1000;

/** A store in the caller's thread: for bundled programs, where the worker's file is missing. */
export class InlineHost implements StoreHost {
  readonly #service: StoreService;
  #running = false;

  constructor(settings: DatabaseSettings, events: HostEvents) {
    this.#service = new StoreService({
      settings,
      lockTimeoutMs: LOCK_TIMEOUT_MS,
      giveUp: () => false,
      tell: (message) => readMessage(message, events),
    });
  }

  send(call: StoreCall): 'taken' {
    this.#service.enqueue(call);
    if (!this.#running) setImmediate(() => this.#run());
    this.#running = true;
    return 'taken';
  }

  hold(): void {
    // The pending immediate does it.
  }

  settleSync(): 'settled' {
    this.#service.settle();
    return 'settled';
  }

  drainSync(): 'settled' {
    this.#service.drain();
    return 'settled';
  }

  stop(): Promise<void> {
    this.#service.settle();
    return Promise.resolve();
  }

  #run(): void {
    this.#running = this.#service.runNext();
    if (this.#running) setImmediate(() => this.#run());
  }
}
