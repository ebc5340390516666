import { TracingError } from '../model/index.ts';
import type { Delivery, Deliverer } from '../rest/deliver.ts';
import type { SpoolEntry } from '../spool/spool-entry.ts';
import type { Spool } from '../spool/spool.ts';
import { BackOff } from './back-off.ts';
import type { WaitingFiles } from './waiting-files.ts';

/** Who hears of what happens. */
export interface DeliveryEvents {
  /** The server takes nothing for now; the traces wait. */
  away(reason: Error, failures: number): void;
  /** The server refuses something for good: a file with so many traces. */
  refused(reason: unknown, traces: number): void;
}

interface Waiter {
  /** Number of the last file that is waited for; infinite: all. */
  readonly upTo: number;
  readonly resolve: (delivered: boolean) => void;
}

/** What a loop works with. */
export interface DeliveryOptions {
  readonly files: WaitingFiles;
  readonly spool: Spool;
  readonly deliverer: Deliverer;
  readonly events: DeliveryEvents;
  /** Whether the server's `Retry-After` counts. */
  readonly respectRetryAfter: boolean;
}

/** Brings files to the server one after the other, for as long as there are any; tries again what has failed. */
export class DeliveryLoop {
  readonly #options: DeliveryOptions;
  readonly #backOff = new BackOff();
  readonly #waiters = new Set<Waiter>();
  #timer: NodeJS.Timeout | undefined;
  #running = false;
  #stopped = false;
  /** After something was refused: so many files go by themselves, so that only the bad one is set aside. */
  #alone = 0;

  constructor(options: DeliveryOptions) {
    this.#options = options;
  }

  get #files(): WaitingFiles {
    return this.#options.files;
  }

  /** Delivers what there is, unless a try is due later anyway. */
  wake(): void {
    if (!this.#running && !this.#stopped && this.#timer === undefined) void this.#run();
  }

  /**
   * Tries at once. Resolves with whether the files up to the newest own one (`all`: every file) are delivered: once they
   * are, once a try has failed, or after `timeoutMs`.
   */
  drain(timeoutMs: number, all = false): Promise<boolean> {
    const upTo = all ? Infinity : this.#files.newestOwn;
    if (this.#isDone(upTo)) return Promise.resolve(true);
    if (this.#backOff.isHeld) return Promise.resolve(false);
    const { promise, resolve } = withResolver<boolean>();
    const waiter: Waiter = { upTo, resolve };
    this.#waiters.add(waiter);
    const timer = setTimeout(() => this.#answer(waiter, false), timeoutMs);
    this.#cancelTimer();
    this.wake();
    return promise.finally(() => clearTimeout(timer));
  }

  /** Delivers nothing more. */
  stop(): void {
    this.#cancelTimer();
    this.#stopped = true;
    for (const waiter of this.#waiters) this.#answer(waiter, false);
    this.#options.deliverer.close();
  }

  async #run(): Promise<void> {
    this.#running = true;
    let delayMs: number | undefined;
    while (delayMs === undefined && !this.#stopped && !this.#files.isEmpty) {
      delayMs = await this.#deliverNext();
      this.#answerDone();
    }
    this.#running = false;
    if (delayMs === undefined || this.#stopped) return this.#answerDone();
    for (const waiter of this.#waiters) this.#answer(waiter, false);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      void this.#run();
    }, delayMs);
    this.#timer.unref();
  }

  /** Returns how long to wait after a failure. */
  async #deliverNext(): Promise<number | undefined> {
    const group = this.#files.next(this.#alone > 0 ? 1 : Infinity);
    try {
      const delivery = this.#contentOf(group);
      if (delivery.traces.length + delivery.attachments.length > 0) await this.#options.deliverer.deliver(delivery);
      this.#backOff.succeeded();
      this.#finish(group, (entry) => this.#options.spool.remove(entry));
    } catch (error) {
      return this.#failed(group, error);
    }
    return undefined;
  }

  #failed(group: readonly SpoolEntry[], error: unknown): number | undefined {
    const passes = mayPass(error);
    const ofOneTrace = !passes || isFault(error);
    if (group.length > 1 && ofOneTrace) this.#alone = group.length;
    else if (!passes) this.#refuse(group, error);
    else {
      // What one trace breaks is not to hold up the others.
      if (ofOneTrace) this.#files.putLast(group);
      return this.#postpone(error);
    }
    return undefined;
  }

  #contentOf(group: readonly SpoolEntry[]): Delivery {
    const batches = group.flatMap((entry) => this.#files.contentOf(entry) ?? []);
    return {
      traces: batches.flatMap(({ traces }) => traces),
      attachments: batches.flatMap(({ attachments }) => attachments),
    };
  }

  #postpone(error: TracingError): number {
    const delayMs = this.#backOff.failed(this.#options.respectRetryAfter ? retryAfterMs(error) : undefined);
    this.#options.events.away(error, this.#backOff.failures);
    return delayMs;
  }

  #refuse(group: readonly SpoolEntry[], error: unknown): void {
    this.#options.events.refused(
      error,
      group.reduce((sum, { traces }) => sum + traces, 0),
    );
    this.#finish(group, (entry) => this.#options.spool.refuse(entry));
  }

  #finish(group: readonly SpoolEntry[], end: (entry: SpoolEntry) => void): void {
    this.#alone = Math.max(0, this.#alone - group.length);
    for (const entry of group) end(entry);
    this.#files.done(group);
  }

  #answerDone(): void {
    for (const waiter of this.#waiters) if (this.#isDone(waiter.upTo)) this.#answer(waiter, true);
  }

  #isDone(upTo: number): boolean {
    return upTo === Infinity ? this.#files.isEmpty : this.#files.oldestOwn > upTo;
  }

  #answer(waiter: Waiter, delivered: boolean): void {
    this.#waiters.delete(waiter);
    waiter.resolve(delivered);
  }

  #cancelTimer(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}

const PASSING: ReadonlySet<string> = new Set(['SERVER_UNAVAILABLE', 'PERMISSION_DENIED', 'INVALID_TRACKING_URI']);

/** Whether a later try may succeed. Wrong credentials and addresses can be put right: the traces are as good then. */
export function mayPass(error: unknown): error is TracingError {
  return error instanceof TracingError && PASSING.has(error.code);
}

// The server is there, and something in it broke.
function isFault({ cause }: TracingError): boolean {
  return (cause as { readonly status?: number } | undefined)?.status === 500;
}

function retryAfterMs({ cause }: TracingError): number | undefined {
  const value = (cause as { readonly retryAfterMs?: unknown } | undefined)?.retryAfterMs;
  return typeof value === 'number' ? value : undefined;
}

function withResolver<T>(): { readonly promise: Promise<T>; readonly resolve: (value: T) => void } {
  let resolve!: (value: T) => void;
  const promise = new Promise<T>((settle) => (resolve = settle));
  return { promise, resolve };
}
