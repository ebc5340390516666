import { workerFile } from '../thread/own-thread.ts';
import type { SendBatch } from './send-batch.ts';
import { OtlpThread } from './otlp-thread.ts';
import type { OtlpBatch, OtlpReply, OtlpSenderOptions } from './messages.ts';
import { untraced } from './untraced.ts';

/** What a host tells. */
export interface OtlpHostEvents {
  readonly reply: (reply: OtlpReply) => void;
  /** It has ended by itself; batches without a reply will have none. */
  readonly lost: (reason: string) => void;
}

/** Where batches are sent from. */
export interface OtlpHost {
  /** Never throws. */
  send(batch: OtlpBatch): void;
  /** Blocks until `open` replies have come, at most `timeoutMs`, and passes them on. */
  waitSync(open: number, timeoutMs: number): void;
  stop(): Promise<void>;
}

/** A thread of its own where that is possible, else the program's. */
export function startOtlpHost(options: OtlpSenderOptions, events: OtlpHostEvents): OtlpHost {
  const file = workerFile('otlp');
  try {
    if (file !== undefined) return new OtlpThread(file, options, events);
  } catch {
    // The process may not start threads (`--permission`).
  }
  return inlineHost(options, events);
}

// In a bundled program: nothing can be waited for when it ends.
function inlineHost(options: OtlpSenderOptions, { reply }: OtlpHostEvents): OtlpHost {
  let sender: Promise<SendBatch> | undefined;
  const load = async (): Promise<SendBatch> => (await import('./send-batch.ts')).createSendBatch(options);
  return {
    send: (batch) => void (sender ??= load()).then((send) => untraced(() => send(batch))).then(reply),
    waitSync: () => {},
    stop: () => Promise.resolve(),
  };
}
