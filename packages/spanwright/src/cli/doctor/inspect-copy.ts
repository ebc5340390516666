import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { BuildReport, InstalledCopy } from './report.ts';

const TIMEOUT_MS = 20_000;
const MARK = '\u0000spanwright\u0000';

/** Loads the copy's builds in a process of its own and says which patches apply to each. Never rejects. */
export async function inspectBuilds(name: string, { importedFrom }: InstalledCopy): Promise<readonly BuildReport[]> {
  const probeUrl = JSON.stringify(new URL('probe.js', import.meta.url));
  // Node resolves the imports of code given by `-e` as those of a file in the current folder.
  const code = `
    const { probe } = await import(${probeUrl});
    const builds = await probe(${JSON.stringify(name)}, (module) => import(module));
    process.stdout.write(${JSON.stringify(MARK)} + JSON.stringify(builds), () => process.exit());`;
  try {
    const { NODE_OPTIONS: _, ...env } = process.env;
    const options = { cwd: importedFrom, env, timeout: TIMEOUT_MS };
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', code], options);
    return JSON.parse(stdout.slice(stdout.lastIndexOf(MARK) + MARK.length)) as readonly BuildReport[];
  } catch (error) {
    const [line = ''] = String(error instanceof Error ? error.message : error).split('\n');
    return [{ format: 'commonjs', patches: [], error: line }];
  }
}
