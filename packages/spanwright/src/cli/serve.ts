import { type RunningServer, type ServerOptions, createServer } from '@spanwright/server';
import { printLines } from './print.ts';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** Starts a server, tells what `lines` says of it, and ends with Ctrl-C, once everything is stored. */
export async function serve(
  options: ServerOptions,
  lines: (server: RunningServer) => readonly string[],
): Promise<void> {
  const server = await createServer(options).catch(async (error: unknown) => {
    await options.store.close();
    throw error;
  });
  printLines(lines(server));
  await stopped();
  await server.close();
  await options.store.close();
}

function stopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of SIGNALS) process.once(signal, () => resolve());
  });
}
