// The sending thread: encodes and sends traces, off the program's thread and out of sight of its instrumentation.
import { workerData } from 'node:worker_threads';
import type { ThreadStart } from '../thread/own-thread.ts';
import type { OtlpBatch, OtlpReply, OtlpSenderOptions } from './messages.ts';
import { REPLIED } from './otlp-thread.ts';
import { createSendBatch } from './send-batch.ts';

const { options, port, flags } = workerData as ThreadStart<OtlpSenderOptions>;
const send = createSendBatch(options);

function tell(reply: OtlpReply): void {
  port.postMessage(reply);
  // After the message: who wakes up by this finds it.
  Atomics.add(flags, REPLIED, 1);
  Atomics.notify(flags, REPLIED);
}

port.on('message', (batch: OtlpBatch) => void send(batch).then(tell));
