import { type RunningServer, type ServerOptions, createServer } from '@spanwright/server';
import { printLines } from './print.ts';
import { keepHeapSmall } from './small-heap.ts';

const NO_TRACES = 'There are no traces in it yet.';
const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** Starts a server, tells what `lines` says of it, and ends with Ctrl-C, once everything is stored. */
export async function serve(
  options: ServerOptions,
  lines: (server: RunningServer) => readonly string[],
): Promise<void> {
  const { store } = options;
  try {
    // What is wrong with the database is told now, not to the first who asks.
    const { traces } = await store.listTraces({ limit: 1 });
    keepHeapSmall();
    const server = await createServer(options);
    const ending = stopped();
    printLines([...lines(server), ...(traces.length > 0 ? [] : [NO_TRACES]), 'Ctrl-C ends it.']);
    await ending;
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
