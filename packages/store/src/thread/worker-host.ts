import { MessageChannel, type MessagePort, Worker, receiveMessageOnPort } from 'node:worker_threads';
import type { DatabaseSettings } from '../sqlite/open-database.ts';
import { Flag, type FromStore, type StoreCall, type ToStore, type WorkerStart } from './messages.ts';
import { readMessage } from './read-message.ts';
import type { HostEvents, StoreHost } from './store-host.ts';

// A thread starts in 50 ms; one that has not after this failed to load.
const START_TIMEOUT_MS = 5000;
// What is young is a batch of traces: more room would save no work.
const MAX_YOUNG_MB = 8;
// Enough for the transaction at hand, and for loading SQLite on a busy machine.
const HURRY_TIMEOUT_MS = 5000;

/** A store in a worker thread of its own. */
export class WorkerHost implements StoreHost {
  readonly #events: HostEvents;
  readonly #port: MessagePort;
  readonly #worker: Worker;
  readonly #flags = new Int32Array(new SharedArrayBuffer(4 * Object.keys(Flag).length));
  #ticket = 0;
  #ended = false;

  /** Starts the thread. Throws where threads are not allowed. */
  constructor(file: string, settings: DatabaseSettings, events: HostEvents) {
    const { port1, port2 } = new MessageChannel();
    this.#events = events;
    this.#port = port1;
    this.#worker = startWorker(file, { settings, port: port2, flags: this.#flags });
    this.#worker.on('error', (error: Error) => this.#lose(error));
    this.#worker.on('exit', () => this.#lose(new Error('it has ended')));
    this.#worker.unref();
    port1.on('message', (message: FromStore) => readMessage(message, events));
    port1.unref();
  }

  send(call: StoreCall): 'taken' | 'kept' {
    this.#post({ kind: 'call', call });
    return Atomics.load(this.#flags, Flag.STARTED) === 1 ? 'taken' : 'kept';
  }

  hold(waiting: boolean): void {
    if (waiting) this.#port.ref();
    else this.#port.unref();
  }

  settleSync(timeoutMs: number): 'settled' | 'timed out' | 'never started' {
    return this.#wait('settle', timeoutMs, (ticket) => this.#hurry(ticket));
  }

  drainSync(timeoutMs: number): 'settled' | 'timed out' | 'never started' {
    return this.#wait('drain', timeoutMs, () => false);
  }

  stop(): Promise<void> {
    if (this.#ended) return Promise.resolve();
    this.#ended = true;
    this.#worker.ref();
    return new Promise((resolve) => {
      this.#worker.once('exit', () => resolve());
      this.#port.close();
    });
  }

  #wait(
    kind: 'settle' | 'drain',
    timeoutMs: number,
    late: (ticket: number) => boolean,
  ): 'settled' | 'timed out' | 'never started' {
    const deadline = performance.now() + timeoutMs;
    const ticket = ++this.#ticket;
    this.#post({ kind, ticket });
    const started = this.#waitFor(Flag.STARTED, 1, Math.min(deadline, performance.now() + START_TIMEOUT_MS));
    if (!started && this.#holdBack()) return 'never started';
    const settled = this.#waitFor(Flag.SETTLED, ticket, deadline) || late(ticket);
    this.#readWaiting();
    return settled ? 'settled' : 'timed out';
  }

  #post(message: ToStore): void {
    this.#port.postMessage(message);
  }

  #waitFor(flag: number, value: number, deadline: number): boolean {
    for (;;) {
      const current = Atomics.load(this.#flags, flag);
      const left = deadline - performance.now();
      if (current >= value || left <= 0) return current >= value;
      Atomics.wait(this.#flags, flag, current, left);
    }
  }

  // The caller's thread does the work instead: this one, if it starts after all, is to touch nothing.
  #holdBack(): boolean {
    Atomics.store(this.#flags, Flag.HURRY, 1);
    return Atomics.load(this.#flags, Flag.STARTED) === 0;
  }

  // Node 20 aborts when the process ends while the thread is inside SQLite: it must come out first.
  #hurry(ticket: number): boolean {
    Atomics.store(this.#flags, Flag.HURRY, 1);
    this.#waitFor(Flag.SETTLED, ticket, performance.now() + HURRY_TIMEOUT_MS);
    return false;
  }

  // The event loop, which would deliver these, does not turn meanwhile.
  #readWaiting(): void {
    for (let next = receiveMessageOnPort(this.#port); next; next = receiveMessageOnPort(this.#port)) {
      readMessage(next.message as FromStore, this.#events);
    }
  }

  #lose(error: Error): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#port.close();
    this.#events.lost(error, Atomics.load(this.#flags, Flag.STARTED) === 1 ? 'at work' : 'at start');
  }
}

// Nothing of the program may run in this thread: no `--import`, no preloads that would trace us in turn.
function startWorker(file: string, start: WorkerStart): Worker {
  const { NODE_OPTIONS: _, ...env } = process.env;
  return new Worker(file, {
    name: 'spanwright-store',
    workerData: start,
    transferList: [start.port],
    execArgv: [],
    resourceLimits: { maxYoungGenerationSizeMb: MAX_YOUNG_MB },
    env,
    // Taken from the thread, so that nothing of it appears in the program's output.
    stdout: true,
    stderr: true,
  });
}
