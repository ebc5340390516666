import { spawn } from 'node:child_process';
import { createServer as createProbe } from 'node:net';
import { Command } from 'commander';
import { servedDatabaseOption } from './database-option.ts';
import { parsePort } from './parse-amount.ts';
import { openBacking } from './server-options.ts';
import { keepProcessSmall } from './small-process.ts';

const PORT = 5173;
const PORTS_TRIED = 20;

/** What opens an address in the user's browser. */
const OPENERS: { readonly [platform: string]: readonly [command: string, ...args: string[]] } = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
};

interface Options {
  readonly db?: string;
  readonly port?: number;
  readonly open: boolean;
}

/** `spanwright ui`. */
export function uiCommand(): Command {
  return new Command('ui')
    .description('look at the traces in the browser')
    .addOption(servedDatabaseOption())
    .option('--port <number>', `port to listen on (default: ${PORT}, or the next one that is free)`, parsePort)
    .option('--no-open', 'do not open the browser')
    .action(run);
}

async function run({ db, port, open }: Options): Promise<void> {
  keepProcessSmall();
  const backing = openBacking(db, undefined);
  const { serve } = await import('./serve.ts');
  await serve({ ...backing, port: port ?? (await freePort()) }, ({ url }) => {
    if (open && process.stdout.isTTY && !process.env['CI']) openBrowser(url);
    return [`The traces of ${backing.database} are at ${url}`];
  });
}

async function freePort(): Promise<number> {
  for (let port = PORT; port < PORT + PORTS_TRIED; port++) if (await isFree(port)) return port;
  return 0;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createProbe();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}

function openBrowser(url: string): void {
  const [command, ...args] = OPENERS[process.platform] ?? ['xdg-open'];
  const opener = spawn(command, [...args, url], { stdio: 'ignore', detached: true });
  // Where there is no browser, the printed address is enough.
  opener.on('error', () => {});
  opener.unref();
}
