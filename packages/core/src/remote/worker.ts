// The delivering thread: keeps traces on disk and brings them to the server, off the program's thread and out of sight of
// its instrumentation.
import { workerData } from 'node:worker_threads';
import { setLogger } from '../logger.ts';
import type { ThreadStart } from '../thread/own-thread.ts';
import { Flag, type FromRemote, type RemoteSettings, type ToRemote } from './messages.ts';
import { RemoteService } from './remote-service.ts';

const { options, port, flags } = workerData as ThreadStart<RemoteSettings>;

// What is said in this thread would be lost: the program's own thread says it.
const pass = (message: string): void =>
  port.postMessage({ kind: 'warning', message, key: message } satisfies FromRemote);
setLogger({ warn: pass, info: () => {} });

function raise(flag: number, value: number): void {
  Atomics.store(flags, flag, value);
  Atomics.notify(flags, flag);
}

let kept = 0;
const service = new RemoteService(options, (message) => {
  port.postMessage(message);
  // After the message: who wakes up by this finds it.
  if (message.kind === 'kept') raise(Flag.KEPT, ++kept);
});

port.on('message', (message: ToRemote) => {
  void service.take(message).then(() => {
    if (message.kind === 'settle') raise(Flag.SETTLED, message.ticket);
  });
});
service.start();
