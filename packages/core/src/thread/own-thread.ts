import { packageDirectory } from '#platform';
import type { MessagePort, Worker } from 'node:worker_threads';

/** What a thread is given at its start, as its `workerData`. */
export interface ThreadStart<Options> {
  readonly options: Options;
  /** The other end of `OwnThread.post`. */
  readonly port: MessagePort;
  /** Numbers that both threads see. */
  readonly flags: Int32Array;
}

/** What to start, and who hears of it. */
export interface OwnThreadOptions<Message> {
  /** Script that runs in the thread. */
  readonly file: string;
  /** Shown by debuggers and profilers. */
  readonly name: string;
  /** Plain data for the thread. */
  readonly options: unknown;
  /** How many shared numbers there are. */
  readonly flags: number;
  readonly onMessage: (message: Message) => void;
  /** It has ended without `stop`. */
  readonly onLost: (reason: string) => void;
}

// What is young is a batch of traces: more room would save no work.
const MAX_YOUNG_MB = 8;

/** The CommonJS build of a part's worker, whichever build is running; undefined in a bundled program. */
export function workerFile(part: string): string | undefined {
  try {
    const file = `${packageDirectory()}/dist/cjs/${part}/worker.js`;
    return process.getBuiltinModule('node:fs').existsSync(file) ? file : undefined;
  } catch {
    return undefined;
  }
}

/** A thread that works for this one. It holds no process open, and can be waited for without the event loop. */
export class OwnThread<Message> {
  readonly #options: OwnThreadOptions<Message>;
  readonly #port: MessagePort;
  readonly #worker: Worker;
  readonly #flags: Int32Array;
  #stopped = false;

  /** Starts the thread. Throws where threads are not allowed. */
  constructor(options: OwnThreadOptions<Message>) {
    const { MessageChannel } = process.getBuiltinModule('node:worker_threads');
    const { port1, port2 } = new MessageChannel();
    this.#options = options;
    this.#port = port1;
    this.#flags = new Int32Array(new SharedArrayBuffer(4 * options.flags));
    this.#worker = startWorker(options, { options: options.options, port: port2, flags: this.#flags });
    this.#worker.on('error', (error: Error) => this.#lose(error.message));
    this.#worker.on('exit', () => this.#lose('its thread has ended'));
    this.#worker.unref();
    port1.on('message', options.onMessage);
    port1.unref();
  }

  /** Sends a structured clone of a message. */
  post(message: unknown): void {
    this.#port.postMessage(message);
  }

  /** Blocks until a shared number has reached `value`, at most until `deadline` of `performance.now()`; whether it has. */
  waitFor(flag: number, value: number, deadline: number): boolean {
    for (;;) {
      const current = Atomics.load(this.#flags, flag);
      const left = deadline - performance.now();
      if (current >= value || left <= 0) return current >= value;
      Atomics.wait(this.#flags, flag, current, left);
    }
  }

  /** Passes on what the thread has sent: the event loop, which would do it, does not turn while this thread waits. */
  readWaiting(): void {
    const { receiveMessageOnPort } = process.getBuiltinModule('node:worker_threads');
    for (let next = receiveMessageOnPort(this.#port); next; next = receiveMessageOnPort(this.#port))
      this.#options.onMessage(next.message as Message);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#port.close();
    await this.#worker.terminate();
  }

  #lose(reason: string): void {
    if (this.#stopped) return;
    this.#stopped = true;
    this.#port.close();
    this.#options.onLost(reason);
  }
}

// Nothing of the program may run in this thread: no `--import`, no preloads that would trace us in turn.
function startWorker<T>({ file, name }: OwnThreadOptions<T>, start: ThreadStart<unknown>): Worker {
  const { NODE_OPTIONS: _, ...env } = process.env;
  const { Worker: Thread } = process.getBuiltinModule('node:worker_threads');
  return new Thread(file, {
    name,
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
