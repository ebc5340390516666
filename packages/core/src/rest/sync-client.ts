import { limits } from '../limits.ts';
import { TracingError, type TracingErrorCode } from '../model/index.ts';
import { OwnThread, workerFile } from '../thread/own-thread.ts';
import type { RestSettings } from './settings.ts';
import type { SyncArguments, SyncReply, SyncResult, SyncWork } from './sync-work.ts';

/** Asks a server while the program waits: for ids that the server gives, and that are needed at once. */
export class SyncClient {
  readonly #settings: RestSettings;
  #thread: OwnThread<SyncReply> | undefined;
  #reply: SyncReply | undefined;
  #lastId = 0;

  constructor(settings: RestSettings) {
    const retry = { ...settings.retry, maxRetries: Math.min(1, settings.retry.maxRetries), backoffJitter: 0 };
    this.#settings = { ...settings, timeoutMs: Math.min(settings.timeoutMs, limits.syncWaitMs), retry };
  }

  /**
   * Does something at the server, and waits for it at most `limits.syncWaitMs`.
   * @throws TracingError SERVER_UNAVAILABLE when it has not answered by then, and what the server says.
   */
  run<W extends SyncWork>(work: W, ...args: SyncArguments<W>): SyncResult<W> {
    const thread = (this.#thread ??= this.#start());
    const id = ++this.#lastId;
    this.#reply = undefined;
    thread.post({ id, work, args });
    thread.waitFor(0, id, performance.now() + limits.syncWaitMs);
    thread.readWaiting();
    return this.#resultOf(id) as SyncResult<W>;
  }

  #resultOf(id: number): unknown {
    const reply = this.#reply;
    if (reply?.id !== id) {
      const message = `${this.#settings.uri} has not answered within ${limits.syncWaitMs / 1000} s.`;
      throw new TracingError('SERVER_UNAVAILABLE', message);
    }
    if (reply.error) throw new TracingError(reply.error.code as TracingErrorCode, reply.error.message);
    return reply.result;
  }

  #start(): OwnThread<SyncReply> {
    const file = workerFile('rest');
    if (file === undefined) {
      const message =
        'A bundled program has no thread that can wait for a server: keep @spanwright/core out of the bundle.';
      throw new TracingError('INTERNAL_ERROR', message);
    }
    return new OwnThread<SyncReply>({
      file,
      name: 'spanwright-rest',
      options: this.#settings,
      flags: 1,
      onMessage: (reply) => (this.#reply = reply),
      onLost: () => (this.#thread = undefined),
    });
  }
}
