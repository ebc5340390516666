// The sending thread: encodes and sends traces, off the program's thread and out of sight of its instrumentation.
import { workerData } from 'node:worker_threads';
import type { OtlpBatch, OtlpReply, OtlpWorkerStart } from './messages.ts';
import { createSendBatch } from './send-batch.ts';

const { options, port, replied } = workerData as OtlpWorkerStart;
const send = createSendBatch(options);

function tell(reply: OtlpReply): void {
  port.postMessage(reply);
  // After the message: who wakes up by this finds it.
  Atomics.add(replied, 0, 1);
  Atomics.notify(replied, 0);
}

port.on('message', (batch: OtlpBatch) => void send(batch).then(tell));
