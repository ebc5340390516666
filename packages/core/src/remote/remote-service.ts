import { TracingError } from '../model/index.ts';
import { createDelivery, type Deliverer } from '../rest/deliver.ts';
import type { SpoolBatch } from '../spool/spool-batch.ts';
import { notKept } from '../spool/spool-folder.ts';
import { Spool } from '../spool/spool.ts';
import { DeliveryLoop, mayPass } from './delivery-loop.ts';
import type { FromRemote, RemoteBatch, RemoteSettings, ToRemote } from './messages.ts';
import { RemoteNotices } from './remote-notices.ts';
import { WaitingFiles } from './waiting-files.ts';

const SIGN_MS = 10_000;
const CLAIM_MS = 30_000;

/** Keeps batches on disk and delivers them; in whichever thread. */
export class RemoteService {
  readonly #tell: (message: FromRemote) => void;
  readonly #notices: RemoteNotices;
  readonly #spool: Spool;
  readonly #files: WaitingFiles;
  readonly #deliverer: Deliverer;
  readonly #loop: DeliveryLoop;
  readonly #timers: NodeJS.Timeout[] = [];

  constructor({ rest, spool }: RemoteSettings, tell: (message: FromRemote) => void) {
    this.#tell = tell;
    this.#notices = new RemoteNotices(rest.uri, spool.folder, (message, key) =>
      tell({ kind: 'warning', message, key }),
    );
    this.#spool = new Spool(spool, this.#notices);
    this.#files = new WaitingFiles(this.#spool);
    // The loop has its own patience.
    this.#deliverer = createDelivery({ ...rest, retry: { ...rest.retry, maxRetries: 0 } });
    this.#loop = new DeliveryLoop({
      files: this.#files,
      spool: this.#spool,
      deliverer: this.#deliverer,
      events: this.#notices,
      respectRetryAfter: rest.retry.respectRetryAfter,
    });
    this.#every(SIGN_MS, () => this.#sign());
    this.#every(CLAIM_MS, () => this.#claim());
  }

  /** Takes a message; resolves once it is carried out, never rejects. */
  async take(message: ToRemote): Promise<void> {
    if (message.kind === 'batch') await this.#keep(message.batch);
    else if (message.kind === 'flush') await this.#flush(message.id, message.timeoutMs);
    else await this.#settle(message.timeoutMs);
  }

  /** Takes over what dead processes have left, and delivers it. */
  start(): void {
    this.#claim();
  }

  /** Delivers nothing more; what is on disk is left to others. */
  stop(): void {
    for (const timer of this.#timers) clearInterval(timer);
    this.#loop.stop();
    guard(() => this.#spool.release());
  }

  async #keep({ id, ...batch }: RemoteBatch): Promise<void> {
    try {
      this.#files.add(this.#spool.write(batch), batch);
      this.#tell({ kind: 'kept', id });
      this.#loop.wake();
    } catch (error) {
      this.#tell({ kind: 'kept', id, ...(await this.#deliverUnkept(batch, error)) });
    }
  }

  // Without a disk: safe only once the server has it.
  async #deliverUnkept(batch: SpoolBatch, cause: unknown): Promise<Pick<FromRemote & { kind: 'kept' }, 'error'>> {
    try {
      await this.#deliverer.deliver(batch);
      return {};
    } catch (error) {
      const { code, message } = mayPass(error)
        ? notKept(this.#spool.settings.folder, cause, error)
        : tracingError(error);
      return { error: { code, message } };
    }
  }

  async #flush(id: number, timeoutMs: number): Promise<void> {
    if (!(await this.#loop.drain(timeoutMs))) this.#notices.waiting(this.#files.traces);
    this.#tell({ kind: 'flushed', id });
  }

  async #settle(timeoutMs: number): Promise<void> {
    if (!(await this.#loop.drain(timeoutMs, true))) this.#notices.waiting(this.#files.traces);
    else guard(() => this.#spool.release());
  }

  #claim(): void {
    guard(() => this.#files.addClaimed(this.#spool.claim()));
    if (!this.#files.isEmpty) this.#loop.wake();
  }

  #sign(): void {
    guard(() => {
      this.#spool.sign();
      this.#spool.trim();
    });
  }

  #every(ms: number, work: () => void): void {
    const timer = setInterval(work, ms);
    timer.unref();
    this.#timers.push(timer);
  }
}

function tracingError(error: unknown): TracingError {
  if (error instanceof TracingError) return error;
  return new TracingError('INTERNAL_ERROR', error instanceof Error ? error.message : String(error));
}

// What a folder that is gone or full prevents here is told where traces are written.
function guard(work: () => void): void {
  try {
    work();
  } catch {
    // See above.
  }
}
