import { readFileSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deserialize } from 'node:v8';
import { expect } from '@jest/globals';
import { type ProgramFolder, runInNode } from '@spanwright/fixtures';
import type { TraceData } from '@spanwright/core/model';
import { programFolder } from './program.ts';

/** How the scenarios are run. */
export interface ScenarioRunOptions {
  readonly node: string;
  readonly format: 'cjs' | 'esm';
  readonly url: string;
}

/** What a run of all scenarios with tracing leaves behind. */
export interface TracedRun {
  /** What the program sees, as text, by scenario. */
  readonly seen: Readonly<Record<string, string>>;
  readonly traces: Readonly<Record<string, readonly TraceData[]>>;
  /** Functions of the library that are not as they were after the undo. */
  readonly restored: unknown;
}

/** A folder in which the scenarios can be run. */
export function scenarioFolder(): Promise<ProgramFolder> {
  return programFolder({
    'main.cjs': readFileSync(join(__dirname, '..', 'programs', 'run-scenarios.cjs'), 'utf8'),
    // Only in a program that starts as an ES module are copies found that it imported before autolog.
    'main.mjs': `import './main.cjs';`,
    ...scenarioFiles(),
  });
}

/** What the program sees of every scenario without tracing. */
export async function runUntraced(folder: ProgramFolder, options: ScenarioRunOptions): Promise<TracedRun['seen']> {
  return run(folder, options);
}

/** Runs every scenario with tracing. */
export async function runTraced(folder: ProgramFolder, options: ScenarioRunOptions): Promise<TracedRun> {
  const file = join(folder.path, 'traces');
  const seen = await run(folder, options, file);
  return { seen, ...(deserialize(await readFile(file)) as Omit<TracedRun, 'seen'>) };
}

async function run(
  folder: ProgramFolder,
  { node, format, url }: ScenarioRunOptions,
  ...traces: readonly string[]
): Promise<TracedRun['seen']> {
  const file = join(folder.path, format === 'esm' ? 'main.mjs' : 'main.cjs');
  const result = await runInNode({ node, file, args: [format, url, ...traces], cwd: folder.path });
  expect(result).toMatchObject({ code: 0, stderr: '' });
  return JSON.parse(result.stdout) as TracedRun['seen'];
}

function scenarioFiles(): Record<string, string> {
  const folder = join(__dirname, '..', 'scenarios');
  const files = readdirSync(folder).filter((file) => file.endsWith('.cjs'));
  return Object.fromEntries(files.map((file) => [`scenarios/${file}`, readFileSync(join(folder, file), 'utf8')]));
}
