import { OwnThread } from '../thread/own-thread.ts';
import type { OtlpBatch, OtlpReply, OtlpSenderOptions } from './messages.ts';
import type { OtlpHost, OtlpHostEvents } from './otlp-host.ts';

/** The shared number: replies that were given. */
export const REPLIED = 0;

/** A thread that sends batches. It holds no process open. */
export class OtlpThread implements OtlpHost {
  readonly #thread: OwnThread<OtlpReply>;
  #read = 0;

  /** Starts the thread. Throws where threads are not allowed. */
  constructor(file: string, options: OtlpSenderOptions, { reply, lost }: OtlpHostEvents) {
    this.#thread = new OwnThread<OtlpReply>({
      file,
      name: 'spanwright-otlp',
      options,
      flags: 1,
      onMessage: (message) => {
        this.#read += 1;
        reply(message);
      },
      onLost: lost,
    });
  }

  send(batch: OtlpBatch): void {
    this.#thread.post(batch);
  }

  waitSync(open: number, timeoutMs: number): void {
    this.#thread.waitFor(REPLIED, this.#read + open, performance.now() + timeoutMs);
    this.#thread.readWaiting();
  }

  stop(): Promise<void> {
    return this.#thread.stop();
  }
}
