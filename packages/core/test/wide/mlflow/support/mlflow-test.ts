import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { mlflowPython, type MlflowServer, type NodeRun, runInNode } from '@spanwright/fixtures';

const programs = join(__dirname, '..', 'programs');
const run = promisify(execFile);

/** Whether the tests can run here. Where they have to, they fail instead of being left out. */
export function hasMlflow(version: 'current' | 'oldest' = 'current'): boolean {
  try {
    mlflowPython(version);
    return true;
  } catch (error) {
    if (process.env['CI']) throw error;
    process.stderr.write(`\nTESTS AGAINST A REAL MLFLOW SERVER ARE LEFT OUT: ${(error as Error).message}\n\n`);
    return false;
  }
}

/** Runs a Python program of `programs/` with MLflow's own client, and reads the JSON that it prints. */
export async function runPython<T>(server: MlflowServer, file: string, args: readonly string[] = []): Promise<T> {
  const { stdout } = await run(mlflowPython(), [join(programs, file), ...args], {
    maxBuffer: 2 ** 28,
    env: {
      ...process.env,
      MLFLOW_TRACKING_URI: server.uri,
      MLFLOW_DISABLE_TELEMETRY: 'true',
      MLFLOW_ENABLE_ASYNC_TRACE_LOGGING: 'false',
      GIT_PYTHON_REFRESH: 'quiet',
    },
  });
  return JSON.parse(stdout) as T;
}

/** A folder for what programs leave behind. */
export interface Workplace {
  readonly path: string;
  remove(): void;
}

/** Makes such a folder. */
export function makeWorkplace(): Workplace {
  const path = mkdtempSync(join(tmpdir(), 'spanwright-mlflow-test-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Runs a program that traces to a server; what it exports is written into `recorded`, too. */
export function runTraced(server: MlflowServer, file: string, cwd: string, recorded: string): Promise<NodeRun> {
  return runInNode({
    file,
    cwd,
    nodeArgs: ['--import', join(programs, 'record-exports.mjs')],
    env: { MLFLOW_TRACKING_URI: server.uri, SPANWRIGHT_SPOOL_DIR: join(cwd, 'spool'), RECORDED_FILE: recorded },
    timeoutMs: 240_000,
  });
}
