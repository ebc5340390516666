import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

const COMMAND = join(import.meta.dirname, '../../../../../spanwright/bin/spanwright.js');
const ADDRESS = /http:\/\/127\.0\.0\.1:\d+/;

/** `spanwright ui` in a process of its own. */
export interface Viewer {
  readonly url: string;
  stop(): Promise<void>;
}

const WAYS = { ui: ['ui', '--no-open'], 'read-only server': ['server', '--read-only', '--port', '0'] } as const;

/** Starts `spanwright ui --db DATABASE`, or a server that changes nothing, and waits for the address that it prints. */
export async function startViewer(
  database: string,
  env: NodeJS.ProcessEnv,
  way: keyof typeof WAYS = 'ui',
): Promise<Viewer> {
  const child = spawn(process.execPath, [COMMAND, ...WAYS[way], '--db', database], { env, stdio: 'pipe' });
  const url = await addressOf(child);
  return {
    url,
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    },
  };
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = '';
    const read = (chunk: unknown): void => {
      printed += String(chunk);
      const [url] = ADDRESS.exec(printed) ?? [];
      if (url !== undefined) resolve(url);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', (code) => reject(new Error(`spanwright ui ended with ${code}:\n${printed}`)));
  });
}
