import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TraceData } from '@spanwright/core/model';
import {
  expectTextSnapshot,
  libraryVersion,
  makeProgramFolder,
  nodeBinaries,
  type ProviderServer,
  runInNode,
  spanTrees,
  startProviderServer,
} from '@spanwright/fixtures';

const packages = join(__dirname, '..', '..', '..');
const programs = join(__dirname, 'programs');

interface Report {
  readonly restored: boolean;
  readonly after: number;
  readonly report: { readonly [scenario: string]: { readonly difference?: string; readonly traces: TraceData[] } };
}

let server: ProviderServer;
beforeAll(async () => void (server = await startProviderServer()));
afterAll(() => server.close());

describe.each(nodeBinaries())('on %s', (node) => {
  describe.each(['langchain0', 'langchain1'])('%s', (generation) => {
    it.each(['esm', 'cjs'])(
      'gives a program of format %s what it gave untraced, and the reviewed trees',
      async (format) => {
        const { restored, after, report } = await runScenarios(node, generation, format);
        const differences = Object.entries(report).flatMap(([name, { difference }]) =>
          difference === undefined ? [] : [`${name}: ${difference}`],
        );
        expect(differences).toEqual([]);
        expect({ restored, after }).toEqual({ restored: true, after: 0 });
        for (const [name, { traces }] of Object.entries(report)) {
          const open = traces.flatMap(({ spans }) => spans).filter(({ endTimeNs }) => endTimeNs === undefined);
          expect(open).toEqual([]);
          const file = `${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}.span-tree.txt`;
          if (name === 'thirty chains at once') expectNotMixed(traces);
          else expectTextSnapshot(join(__dirname, '__snapshots__', generation, file), stable(spanTrees(traces)));
        }
      },
    );
  });
});

async function runScenarios(node: string, generation: string, format: string): Promise<Report> {
  const modules = join(libraryVersion(generation, 'zod'), '..');
  const linked = ['@langchain', 'langchain', 'openai', 'zod'];
  const ours = ['core', 'langchain', 'openai'];
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
    const run = await runInNode({
      node,
      file: join(folder.path, format === 'esm' ? 'main.mjs' : 'run-scenarios.cjs'),
      args: [generation, format, server.url],
      cwd: folder.path,
      timeoutMs: 100_000,
    });
    expect({ code: run.code, stderr: run.stderr.replaceAll(HANDLER_ERROR, '') }).toEqual({ code: 0, stderr: '' });
    return JSON.parse(run.stdout, reviveBigInts) as Report;
  } finally {
    await folder.remove();
  }
}

// LangChain prints what the scenario's own handler throws.
const HANDLER_ERROR = /^Error in handler .*from the handler\n/gm;

function reviveBigInts(_: string, value: unknown): unknown {
  return typeof value === 'string' && /^\d+n$/.test(value) ? BigInt(value.slice(0, -1)) : value;
}

/** Thirty traces of four spans each, in each of which one number goes in and comes out. */
function expectNotMixed(traces: readonly TraceData[]): void {
  const numbers = traces.map(({ spans }) => {
    expect(spans).toHaveLength(4);
    const [number] = new Set(JSON.stringify(spans.map(({ attributes }) => attributes)).match(/"(\d+)"/g));
    const root = spans.find(({ parentSpanId }) => parentSpanId === undefined)?.attributes;
    expect(root).toMatchObject({ 'mlflow.spanOutputs': { output: JSON.parse(number ?? '') as string } });
    return number;
  });
  expect(new Set(numbers).size).toBe(30);
}

/** Without ids that LangChain makes up, ports that the system gives, and the two words that 0.3 has for an abort. */
function stable(text: string): string {
  return text
    .replaceAll('Error: Aborted', 'AbortError: This operation was aborted')
    .replaceAll(
      '"Error","exception.message":"Aborted"',
      '"AbortError","exception.message":"This operation was aborted"',
    )
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'ID')
    .replaceAll(/127\.0\.0\.1:\d+/g, 'PROVIDER');
}
