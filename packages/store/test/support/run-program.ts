import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

const PROGRAMS = join(__dirname, '..', 'programs');

/** This Node, and those that `SPANWRIGHT_NODE_BINARIES` names, separated by colons. */
export const NODE_BINARIES: readonly string[] = [
  process.execPath,
  ...(process.env['SPANWRIGHT_NODE_BINARIES'] ?? '').split(':').filter((path) => path !== ''),
];

/** How a program is run. */
export interface RunOptions {
  /** Default: this Node. */
  readonly node?: string;
  readonly nodeOptions?: readonly string[];
  readonly env?: { readonly [name: string]: string };
  readonly cwd?: string;
}

/** How a program has ended. */
export interface Run {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts a program of `test/programs`, or the one at an absolute path. */
export function startProgram(program: string, args: readonly string[], options: RunOptions = {}): ChildProcess {
  const { node = process.execPath, nodeOptions = [], env, cwd } = options;
  const file = join(program.startsWith('/') ? '' : PROGRAMS, program);
  return spawn(node, [...nodeOptions, file, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_OPTIONS: '', ...env },
    cwd,
  });
}

/** Runs a program to its end. */
export function runProgram(program: string, args: readonly string[], options?: RunOptions): Promise<Run> {
  return ended(startProgram(program, args, options));
}

/** Waits for the end of a program. */
export function ended(child: ChildProcess): Promise<Run> {
  const output = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream]?.setEncoding('utf8').on('data', (text: string) => (output[stream] += text));
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, ...output }));
  });
}
