import { afterAll } from '@jest/globals';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The committed stub: what npm links as `spanwright`. */
export const BIN: string = join(__dirname, '..', 'bin', 'spanwright.js');

/** How a run of the command line ended. */
export interface CliEnd {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Surroundings of a run. */
export interface CliSurroundings {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly stdin?: string;
}

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** A new empty folder, removed after the tests of the file. */
export function emptyFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'spanwright-cli-')));
  folders.push(folder);
  return folder;
}

/** Runs the command line in a process of its own, as a shell does with its output in a pipe. */
export async function runCli(args: readonly string[], surroundings: CliSurroundings = {}): Promise<CliEnd> {
  const child = startCli(args, surroundings);
  child.stdin?.end(surroundings.stdin ?? '');
  return await endOf(child);
}

/** Starts the command line without waiting for it. */
export function startCli(
  args: readonly string[],
  { cwd = emptyFolder(), env = {} }: CliSurroundings = {},
): ChildProcess {
  return spawn(process.execPath, [BIN, ...args], { cwd, env: { ...cleanEnvironment(), ...env } });
}

/** Collects what a process prints, until it has ended. */
export async function endOf(child: ChildProcess): Promise<CliEnd> {
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (text: string) => (output[name] += text));
  }
  return await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, ...output }));
  });
}

/** What of this process's environment a fresh shell would have too. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'], HOME: process.env['HOME'], LANG: 'C.UTF-8', TZ: 'UTC' };
}
