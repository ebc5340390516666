import { workerData } from 'node:worker_threads';
import { isRead } from './sqlite/operations.ts';
import { Flag, type FromStore, type ToStore, type WorkerStart } from './thread/messages.ts';
import { StoreService } from './thread/store-service.ts';

const LOCK_TIMEOUT_MS = 10_000;
// Programs that make one trace after the other should share little of the processor with the text index: of each half
// second, one step.
const IDLE_MS = 500;
// Whoever only reads is content with a step between two questions, as long as there is something to do.
const READING_MS = 20;

const { settings, port, flags } = workerData as WorkerStart;

const service = new StoreService({
  settings,
  lockTimeoutMs: LOCK_TIMEOUT_MS,
  giveUp: () => Atomics.load(flags, Flag.HURRY) === 1,
  tell: (message: FromStore) => port.postMessage(message),
});

let running = false;

// One step per turn of the event loop: what arrives meanwhile joins the next commit.
function run(): void {
  running = service.runNext();
  if (running) setImmediate(run);
  else idle ??= setTimeout(work, behind && isQuiet() ? READING_MS : IDLE_MS).unref();
}

let idle: NodeJS.Timeout | undefined;
let lastWriteMs = 0;
let behind = true;

function isQuiet(): boolean {
  return performance.now() - lastWriteMs >= IDLE_MS;
}

// One step per turn: a call that arrives meanwhile comes first.
function work(): void {
  idle = undefined;
  if (running) return;
  const quiet = isQuiet();
  behind = service.runIdle(quiet);
  // Some work is left for when it is quiet.
  if (behind || !quiet) idle = setTimeout(work, isQuiet() ? 0 : IDLE_MS).unref();
}

function settle(kind: 'settle' | 'drain', ticket: number): void {
  try {
    service[kind]();
  } finally {
    Atomics.store(flags, Flag.SETTLED, ticket);
    Atomics.notify(flags, Flag.SETTLED);
  }
}

port.on('message', (message: ToStore) => {
  if (message.kind !== 'call') return settle(message.kind, message.ticket);
  service.enqueue(message.call);
  if (!isRead(message.call.method)) lastWriteMs = performance.now();
  if (running) return;
  running = true;
  // What writes waits a turn for others to join its commit.
  if (isRead(message.call.method)) run();
  else setImmediate(run);
});

// The store was closed, or its owner is gone: without the port nothing keeps this thread.
port.on('close', () => service.settle());

Atomics.store(flags, Flag.STARTED, 1);
Atomics.notify(flags, Flag.STARTED);
