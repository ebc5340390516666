import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import type { TraceData } from '@spanwright/core/model';
import { expectTextSnapshot, libraryVersion, makeProgramFolder, runInNode, spanTrees } from '@spanwright/fixtures';

const packages = join(__dirname, '..', '..', '..');
const programs = join(__dirname, 'programs');
const OURS = ['core', 'agents', 'openai'];

interface Report {
  readonly restored: boolean;
  readonly after: number;
  readonly report: { readonly [scenario: string]: { readonly difference?: string; readonly traces: TraceData[] } };
}

/** Scenarios of a library to run untraced and traced in one process. */
export interface Comparison {
  readonly node: string;
  /** Folder of `fixtures/versions`. */
  readonly version: string;
  /** Packages of that folder that the scenarios load, or their scopes. */
  readonly linked: readonly string[];
  readonly scenarios: string;
  readonly format: 'esm' | 'cjs';
  readonly withOpenai?: boolean;
  /** Folder of the snapshots. */
  readonly snapshots: string;
  /** What the library itself prints on standard error. */
  readonly prints?: RegExp;
}

/** Expects equal results, no open span, an undo that leaves nothing, and the reviewed span trees. */
export async function expectReviewed(comparison: Comparison): Promise<void> {
  const { restored, after, report } = await runScenarios(comparison);
  const differences = Object.entries(report).flatMap(([name, { difference }]) =>
    difference === undefined ? [] : [`${name}: ${difference}`],
  );
  expect(differences).toEqual([]);
  expect({ restored, after }).toEqual({ restored: true, after: 0 });
  for (const [name, { traces }] of Object.entries(report)) {
    const open = traces.flatMap(({ spans }) => spans).filter(({ endTimeNs }) => endTimeNs === undefined);
    expect(open).toEqual([]);
    const file = `${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}.span-tree.txt`;
    expectTextSnapshot(join(__dirname, '__snapshots__', comparison.snapshots, file), stable(spanTrees(traces)));
  }
}

async function runScenarios({
  node,
  version,
  linked,
  scenarios,
  format,
  withOpenai,
  prints,
}: Comparison): Promise<Report> {
  const modules = join(libraryVersion(version, 'zod'), '..');
  const folder = await makeProgramFolder({
    files: {
      ...Object.fromEntries(readdirSync(programs).map((file) => [file, readFileSync(join(programs, file), 'utf8')])),
      // Only in a program that starts as an ES module are copies found that it imported before autolog.
      'main.mjs': `import './run-scenarios.cjs';`,
    },
    links: {
      ...Object.fromEntries(linked.map((name) => [`node_modules/${name}`, join(modules, name)])),
      ...Object.fromEntries(OURS.map((name) => [`node_modules/@spanwright/${name}`, join(packages, name)])),
    },
  });
  try {
    const file = join(folder.path, format === 'esm' ? 'main.mjs' : 'run-scenarios.cjs');
    const args = [scenarios, format, withOpenai === true ? 'openai' : 'alone'];
    const run = await runInNode({ node, file, args, cwd: folder.path, timeoutMs: 100_000 });
    const stderr = prints ? run.stderr.replace(prints, '') : run.stderr;
    expect({ code: run.code, stderr }).toEqual({ code: 0, stderr: '' });
    return JSON.parse(run.stdout, reviveBigInts) as Report;
  } finally {
    await folder.remove();
  }
}

function reviveBigInts(_: string, value: unknown): unknown {
  return typeof value === 'string' && /^\d+n$/.test(value) ? BigInt(value.slice(0, -1)) : value;
}

/** Without the numbers that the scripted provider counts up. */
function stable(text: string): string {
  return text.replaceAll(/\b(resp|msg|fc|call|chatcmpl)_\d+/g, '$1_N');
}
