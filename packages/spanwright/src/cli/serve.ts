import { setFlagsFromString } from 'node:v8';
import { type RunningServer, type ServerOptions, createServer } from '@spanwright/server';
import { printLines } from './print.ts';

// What a request leaves behind is garbage: collected sooner, it costs little time and saves half of the memory. By itself
// V8 lets the heap of a machine with much memory grow fourfold first.
const HEAP_GROWTH = '--heap-growing-percent=30';

const NO_TRACES = 'There are no traces in it yet.';
const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** Starts a server, tells what `lines` says of it, and ends with Ctrl-C, once everything is stored. */
export async function serve(
  options: ServerOptions,
  lines: (server: RunningServer) => readonly string[],
): Promise<void> {
  setFlagsFromString(HEAP_GROWTH);
  const { store } = options;
  try {
    // What is wrong with the database is told now, not to the first who asks.
    const { traces } = await store.listTraces({ limit: 1 });
    const server = await createServer(options);
    printLines([...lines(server), ...(traces.length > 0 ? [] : [NO_TRACES]), 'Ctrl-C ends it.']);
    await stopped();
    await server.close();
  } finally {
    await store.close();
  }
}

function stopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of SIGNALS) process.once(signal, () => resolve());
  });
}
