import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { TraceData } from '@spanwright/core/model';
import {
  expectTextSnapshot,
  libraryVersion,
  makeProgramFolder,
  nodeBinaries,
  runInNode,
  spanTrees,
} from '@spanwright/fixtures';

const packages = join(__dirname, '..', '..', '..');
const programs = join(__dirname, 'programs');

interface Report {
  readonly restored: boolean;
  readonly after: number;
  readonly report: { readonly [scenario: string]: { readonly difference?: string; readonly traces: TraceData[] } };
}

describe.each(nodeBinaries())('OpenAI Agents on %s', (node) => {
  describe.each(['openai-agents3', 'openai-agents14', 'openai-agents20'])('%s', (version) => {
    it.each(['esm', 'cjs'])('gives a program of format %s what it gave untraced, and the reviewed trees', (format) =>
      expectReviewed(node, version, [format, 'alone']),
    );

    it('has one provider span below each model span when openai is traced too', () =>
      expectReviewed(node, version, ['cjs', 'openai'], 'with-openai'));
  });
});

async function expectReviewed(
  node: string,
  version: string,
  args: readonly string[],
  variant = 'alone',
): Promise<void> {
  const { restored, after, report } = await runScenarios(node, version, args);
  const differences = Object.entries(report).flatMap(([name, { difference }]) =>
    difference === undefined ? [] : [`${name}: ${difference}`],
  );
  expect(differences).toEqual([]);
  expect({ restored, after }).toEqual({ restored: true, after: 0 });
  for (const [name, { traces }] of Object.entries(report)) {
    const open = traces.flatMap(({ spans }) => spans).filter(({ endTimeNs }) => endTimeNs === undefined);
    expect(open).toEqual([]);
    const file = `${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}.span-tree.txt`;
    expectTextSnapshot(join(__dirname, '__snapshots__', version, variant, file), stable(spanTrees(traces)));
  }
}

async function runScenarios(node: string, version: string, args: readonly string[]): Promise<Report> {
  const modules = join(libraryVersion(version, 'zod'), '..');
  const linked = ['@openai', 'openai', 'zod'];
  const ours = ['core', 'agents', 'openai'];
  const folder = await makeProgramFolder({
    files: {
      ...Object.fromEntries(readdirSync(programs).map((file) => [file, readFileSync(join(programs, file), 'utf8')])),
      // Only in a program that starts as an ES module are copies found that it imported before autolog.
      'main.mjs': `import './run-scenarios.cjs';`,
    },
    links: {
      ...Object.fromEntries(linked.map((name) => [`node_modules/${name}`, join(modules, name)])),
      ...Object.fromEntries(ours.map((name) => [`node_modules/@spanwright/${name}`, join(packages, name)])),
    },
  });
  try {
    const file = join(folder.path, args[0] === 'esm' ? 'main.mjs' : 'run-scenarios.cjs');
    const run = await runInNode({ node, file, args: [...args], cwd: folder.path, timeoutMs: 100_000 });
    expect({ code: run.code, stderr: run.stderr.replace(NO_KEY, '') }).toEqual({ code: 0, stderr: '' });
    return JSON.parse(run.stdout, reviveBigInts) as Report;
  } finally {
    await folder.remove();
  }
}

// The SDK's own exporter, which goes on as without us.
const NO_KEY = /^No API key provided for OpenAI tracing exporter. Exports will be skipped\n/m;

function reviveBigInts(_: string, value: unknown): unknown {
  return typeof value === 'string' && /^\d+n$/.test(value) ? BigInt(value.slice(0, -1)) : value;
}

/** Without the numbers that the scripted provider counts up. */
function stable(text: string): string {
  return text.replaceAll(/\b(resp|msg|fc|call|chatcmpl)_\d+/g, '$1_N');
}
