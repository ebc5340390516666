import { packageDirectory } from '#platform';
import type { MessagePort, Worker } from 'node:worker_threads';
import type { OtlpBatch, OtlpReply, OtlpSenderOptions, OtlpWorkerStart } from './messages.ts';
import type { OtlpHost, OtlpHostEvents } from './otlp-host.ts';

/** The CommonJS build of the worker, whichever build is running; undefined in a bundled program. */
export function otlpWorkerFile(): string | undefined {
  try {
    const file = `${packageDirectory()}/dist/cjs/otlp/worker.js`;
    return process.getBuiltinModule('node:fs').existsSync(file) ? file : undefined;
  } catch {
    return undefined;
  }
}

/** A thread that sends batches. It holds no process open. */
export class OtlpThread implements OtlpHost {
  readonly #events: OtlpHostEvents;
  readonly #port: MessagePort;
  readonly #worker: Worker;
  readonly #replied = new Int32Array(new SharedArrayBuffer(4));
  #read = 0;
  #stopped = false;

  /** Starts the thread. Throws where threads are not allowed. */
  constructor(file: string, options: OtlpSenderOptions, events: OtlpHostEvents) {
    const { MessageChannel } = process.getBuiltinModule('node:worker_threads');
    const { port1, port2 } = new MessageChannel();
    this.#events = events;
    this.#port = port1;
    this.#worker = startWorker(file, { options, port: port2, replied: this.#replied });
    this.#worker.on('error', (error: Error) => this.#lose(error.message));
    this.#worker.on('exit', () => this.#lose('its thread has ended'));
    this.#worker.unref();
    port1.on('message', (reply: OtlpReply) => this.#pass(reply));
    port1.unref();
  }

  send(batch: OtlpBatch): void {
    this.#port.postMessage(batch);
  }

  waitSync(open: number, timeoutMs: number): void {
    const wanted = this.#read + open;
    const deadline = performance.now() + timeoutMs;
    for (;;) {
      const replied = Atomics.load(this.#replied, 0);
      const left = deadline - performance.now();
      if (replied >= wanted || left <= 0) break;
      Atomics.wait(this.#replied, 0, replied, left);
    }
    // The event loop, which would deliver these, does not turn any more.
    const { receiveMessageOnPort } = process.getBuiltinModule('node:worker_threads');
    for (let next = receiveMessageOnPort(this.#port); next; next = receiveMessageOnPort(this.#port))
      this.#pass(next.message as OtlpReply);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#port.close();
    await this.#worker.terminate();
  }

  #pass(reply: OtlpReply): void {
    this.#read += 1;
    this.#events.reply(reply);
  }

  #lose(reason: string): void {
    if (this.#stopped) return;
    this.#stopped = true;
    this.#port.close();
    this.#events.lost(reason);
  }
}

// Nothing of the program may run in this thread: no `--import`, no preloads that would trace us in turn.
function startWorker(file: string, start: OtlpWorkerStart): Worker {
  const { NODE_OPTIONS: _, ...env } = process.env;
  const { Worker: Thread } = process.getBuiltinModule('node:worker_threads');
  return new Thread(file, {
    name: 'spanwright-otlp',
    workerData: start,
    transferList: [start.port],
    execArgv: [],
    env,
    // Taken from the thread, so that nothing of it appears in the program's output.
    stdout: true,
    stderr: true,
  });
}
