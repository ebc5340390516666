// The asking thread: asks a server while the program's own thread stands still.
import { workerData } from 'node:worker_threads';
import { TracingError } from '../model/index.ts';
import type { ThreadStart } from '../thread/own-thread.ts';
import { RestClient } from './rest-client.ts';
import type { RestSettings } from './settings.ts';
import { SYNC_WORK, type SyncCall, type SyncReply } from './sync-work.ts';

const { options, port, flags } = workerData as ThreadStart<RestSettings>;
const client = new RestClient(options);

type AnyWork = (client: RestClient, ...args: readonly unknown[]) => Promise<unknown>;

async function replyTo({ id, work, args }: SyncCall): Promise<SyncReply> {
  try {
    return { id, result: await (SYNC_WORK[work] as AnyWork)(client, ...args) };
  } catch (error) {
    const code = error instanceof TracingError ? error.code : 'INTERNAL_ERROR';
    return { id, error: { code, message: error instanceof Error ? error.message : String(error) } };
  }
}

port.on('message', (call: SyncCall) => {
  void replyTo(call).then((reply) => {
    port.postMessage(reply);
    // After the message: who wakes up by this finds it.
    Atomics.store(flags, 0, reply.id);
    Atomics.notify(flags, 0);
  });
});
