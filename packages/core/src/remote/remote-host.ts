import { limits } from '../limits.ts';
import { untraced } from '../otlp/untraced.ts';
import { OwnThread, workerFile } from '../thread/own-thread.ts';
import { Flag, type FromRemote, type RemoteSettings, type ToRemote } from './messages.ts';
import { RemoteService } from './remote-service.ts';

/** What a host tells. */
export interface RemoteHostEvents {
  readonly message: (message: FromRemote) => void;
  /** It has ended by itself; batches without an answer will have none. */
  readonly lost: (reason: string) => void;
}

/** Where batches are kept and delivered from. */
export interface RemoteHost {
  /** Never throws. */
  post(message: ToRemote): void;
  /** Blocks until so many batches were answered since the start, at most until `deadline` of `performance.now()`. */
  waitKept(count: number, deadline: number): void;
  /** Blocks until what can be delivered now is, at most until `deadline`. */
  settle(deadline: number): void;
  stop(): Promise<void>;
}

/** A thread of its own where that is possible, else the program's. */
export function startRemoteHost(settings: RemoteSettings, events: RemoteHostEvents): RemoteHost {
  const file = workerFile('remote');
  try {
    if (file !== undefined) return new RemoteThread(file, settings, events);
  } catch {
    // The process may not start threads (`--permission`).
  }
  return inlineHost(settings, events);
}

class RemoteThread implements RemoteHost {
  readonly #thread: OwnThread<FromRemote>;
  #ticket = 0;

  constructor(file: string, options: RemoteSettings, { message, lost }: RemoteHostEvents) {
    const flags = Object.keys(Flag).length;
    this.#thread = new OwnThread({ file, name: 'spanwright-remote', options, flags, onMessage: message, onLost: lost });
  }

  post(message: ToRemote): void {
    this.#thread.post(message);
  }

  waitKept(count: number, deadline: number): void {
    this.#thread.waitFor(Flag.KEPT, count, deadline);
    this.#thread.readWaiting();
  }

  settle(deadline: number): void {
    const ticket = ++this.#ticket;
    const timeoutMs = Math.max(0, Math.min(limits.deliverAtExitMs, deadline - performance.now()));
    this.post({ kind: 'settle', ticket, timeoutMs });
    this.#thread.waitFor(Flag.SETTLED, ticket, deadline);
    this.#thread.readWaiting();
  }

  stop(): Promise<void> {
    return this.#thread.stop();
  }
}

// In a bundled program: all is on disk when a batch is taken, but nothing can be sent once the event loop has ended.
function inlineHost(settings: RemoteSettings, { message }: RemoteHostEvents): RemoteHost {
  let service: RemoteService | undefined;
  const start = (): RemoteService => {
    const started = new RemoteService(settings, message);
    started.start();
    return started;
  };
  return {
    post: (sent) => void untraced(() => (service ??= start()).take(sent)),
    waitKept: () => {},
    settle: () => {},
    stop: () => Promise.resolve(service?.stop()),
  };
}
