import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe } from '@jest/globals';

const run = promisify(execFile);

/** `describe` where the environment has what it needs; fails in CI where that is missing, else says that it is skipped. */
export function describeWith(variable: string): typeof describe | typeof describe.skip {
  if (process.env[variable]) return describe;
  if (process.env['CI']) throw new Error(`${variable} is not set: CI has to test this.`);
  process.stderr.write(`Skipped, because ${variable} is not set: "node .ci/mlflow.mjs" makes what it names.\n`);
  return describe.skip;
}

/** Runs a program of `programs/` to its end; what it prints. */
export async function runProgram(command: string, program: string, args: readonly string[]): Promise<string> {
  const env = { ...process.env, MLFLOW_DISABLE_TELEMETRY: 'true', MLFLOW_ENABLE_ASYNC_TRACE_LOGGING: 'true' };
  const { stdout } = await run(command, [join(__dirname, 'programs', program), ...args], { env, timeout: 240_000 });
  return stdout;
}

/** What a program has printed behind `SEEN`. */
export function seenBy(stdout: string): Record<string, unknown> {
  return JSON.parse(/^SEEN (.*)$/m.exec(stdout)?.[1] ?? '{}') as Record<string, unknown>;
}
