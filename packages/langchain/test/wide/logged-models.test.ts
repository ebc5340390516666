import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LoggedModel, Run } from '@spanwright/core';
import {
  libraryVersion,
  makeProgramFolder,
  type ProgramFolder,
  type ProviderServer,
  runInNode,
  startProviderServer,
} from '@spanwright/fixtures';

const packages = join(__dirname, '..', '..', '..');
const programs = join(__dirname, 'programs');

/** What a piece of work has added to the database. */
interface Added {
  readonly result?: unknown;
  readonly models: readonly LoggedModel[];
  readonly runs: readonly Run[];
  readonly traces: readonly { readonly modelId?: string; readonly sourceRun?: string }[];
}

type Single = 'byDefault' | 'failing' | 'planted' | 'batch' | 'stream' | 'left' | 'inRun' | 'active' | 'byHand';

interface Report extends Readonly<Record<Single, Added>> {
  readonly cases: Readonly<Record<string, Added>>;
  readonly others: Readonly<Record<string, Added>>;
  readonly refused: { readonly code: string; readonly message: string };
  readonly warnings: readonly string[];
}

let server: ProviderServer;
beforeAll(async () => void (server = await startProviderServer()));
afterAll(() => server.close());

describe.each(['langchain0', 'langchain1'])('models of %s', (generation) => {
  describe.each(['esm', 'cjs'] as const)('in a program of format %s', (format) => {
    let folder: ProgramFolder;
    let report: Report;
    beforeAll(async () => {
      folder = await folderOf(generation);
      report = await run<Report>(format === 'esm' ? 'main.mjs' : 'log-models.cjs', [generation, format, server.url]);
    });
    afterAll(() => folder.remove());

    async function run<T>(file: string, args: readonly string[]): Promise<T> {
      const ended = await runInNode({
        file: join(folder.path, file),
        args,
        cwd: folder.path,
        env: { OPENAI_API_KEY: 'k' },
        timeoutMs: 240_000,
      });
      expect(ended).toMatchObject({ code: 0, stderr: '' });
      return JSON.parse(ended.stdout) as T;
    }

    it('are logged once per instance, with one run, and linked to all its traces (case 226)', () => {
      for (const [name, { models, runs, traces }] of Object.entries(report.cases)) {
        expect({ name, models: models.length, runs: runs.length }).toEqual({ name, models: 1, runs: 1 });
        const link = { modelId: models[0]?.modelId, sourceRun: runs[0]?.info.runId };
        expect({ name, traces }).toEqual({ name, traces: [link, link] });
      }
    });

    it('give in another process what they gave in the first', async () => {
      const inputs = JSON.parse(readInputs(generation, folder.path)) as Record<string, unknown>;
      const asked = Object.entries(report.cases).map(([name, { models }]) => [
        name,
        { modelId: models[0]?.modelId, input: inputs[name] },
      ]);
      const results = await run<Record<string, unknown>>(`load-models.${format === 'esm' ? 'mjs' : 'cjs'}`, [
        JSON.stringify(Object.fromEntries(asked)),
      ]);
      for (const [name, { result }] of Object.entries(report.cases))
        expect(`${name}: ${withoutIds(String(results[name]))}`).toBe(`${name}: ${withoutIds(String(result))}`);
    });

    it('are not logged unless that is asked for, and then nothing is created (case 226)', () => {
      expect(report.byDefault).toMatchObject({ models: [], runs: [], traces: [{}] });
    });

    it('are left out with one warning where they cannot be stored, retrievers among them (case 226)', () => {
      for (const { models, runs, traces } of Object.values(report.others))
        expect({ models, runs, traces }).toEqual({ models: [], runs: [], traces: [{}, {}] });
      const about = report.warnings.filter((line) => line.includes('is not logged as a model'));
      expect(about).toHaveLength(new Set(about).size);
      expect(about.join('\n')).toContain('a RunnableLambda cannot be stored');
      expect(about.join('\n')).toContain('the retriever VectorStoreRetriever cannot be stored');
      expect(report.warnings.filter((line) => !about.includes(line))).toEqual([]);
    });

    it('have a run of their own that ends: FINISHED, or FAILED where the call has failed (case 226)', () => {
      const { runs } = report.cases['prompt, model, parser'] as Added;
      expect(runs[0]?.info).toMatchObject({ status: 'FINISHED', runName: expect.stringMatching(/^langchain-/) });
      expect(runs[0]?.data.tags).toMatchObject({ team: 'x', 'mlflow.autologging': 'langchain' });
      expect(report.failing).toMatchObject({ models: [], runs: [{ info: { status: 'FAILED' } }] });
      expect(report.left).toMatchObject({ models: [], runs: [{ info: { status: 'FAILED' } }] });
    });

    it("belong to the program's run where one is active, which goes on (case 226)", () => {
      const [mine] = report.inRun.runs;
      expect(report.inRun.runs).toHaveLength(1);
      expect(mine?.info.runName).toBe('mine');
      expect(report.inRun.models[0]?.sourceRunId).toBe(mine?.info.runId);
      expect(mine?.data.tags).toMatchObject({ team: 'x', 'mlflow.log-model.history': expect.any(String) });
    });

    it('are logged once for a batch and for a stream', () => {
      expect(report.batch.models).toHaveLength(1);
      expect(report.batch.traces).toHaveLength(2);
      expect(report.stream.models).toHaveLength(1);
    });

    it('have an input example, a signature, dependencies with versions, and a registered version', () => {
      const { models } = report.cases['prompt, model, parser'] as Added;
      expect(JSON.parse(artifact(models[0], 'input_example.json'))).toEqual({ question: 'Why is the sky blue?' });
      const { dependencies } = JSON.parse(artifact(models[0], 'package.json')) as { dependencies: object };
      expect(Object.keys(dependencies)).toEqual(['@langchain/core', '@langchain/openai']);
      const mlmodel = artifact(models[0], 'MLmodel');
      expect(mlmodel).toContain(String.raw`[{\"type\":\"string\",\"name\":\"question\",\"required\":true}]`);
      const registered = readdirSync(join(folder.path, 'spanwright.db-artifacts', 'registered', 'guide'));
      expect(registered.length).toBeGreaterThan(5);
    });

    it('are never written with a secret', () => {
      expect(report.planted.models).toHaveLength(1);
      const written = execFileSync('cat', filesIn(join(folder.path, 'spanwright.db-artifacts')), { encoding: 'utf8' });
      expect(written).toContain('"$secret":"OPENAI_API_KEY"');
      expect(written).not.toMatch(/planted-secret/);
    });

    it("are linked to what a loaded one does; the program's active model wins (cases 217, 226)", () => {
      const { result, models, traces } = report.byHand;
      expect(models.map(({ modelId, name }) => [modelId, name])).toEqual([[result, 'mine']]);
      expect(traces.map(({ modelId }) => modelId)).toEqual(Array(4).fill(result));
      expect(report.active.traces).toMatchObject([{ modelId: `m-${'0'.repeat(32)}` }]);
    });

    it('say why they cannot be logged by hand', () => {
      expect(report.refused).toMatchObject({
        code: 'INVALID_PARAMETER_VALUE',
        message: expect.stringContaining('a RunnableLambda cannot be stored'),
      });
    });

    function artifact(model: LoggedModel | undefined, name: string): string {
      const models = join(folder.path, 'spanwright.db-artifacts', 'models');
      return readFileSync(join(models, model?.modelId ?? '', 'artifacts', name), 'utf8');
    }
  });
});

async function folderOf(generation: string): Promise<ProgramFolder> {
  const modules = join(libraryVersion(generation, 'zod'), '..');
  const texts = Object.fromEntries(
    readdirSync(programs).map((file) => [file, readFileSync(join(programs, file), 'utf8')]),
  );
  return await makeProgramFolder({
    files: {
      ...texts,
      'load-models.mjs': texts['load-models.cjs'] ?? '',
      // Only in a program that starts as an ES module are copies found that it imported before autolog.
      'main.mjs': `import './log-models.cjs';`,
    },
    links: {
      ...Object.fromEntries(
        ['@langchain', 'langchain', 'zod'].map((name) => [`node_modules/${name}`, join(modules, name)]),
      ),
      ...Object.fromEntries(
        ['core', 'langchain', 'store'].map((name) => [`node_modules/@spanwright/${name}`, join(packages, name)]),
      ),
    },
  });
}

/** The inputs of the cases, as JSON. */
function readInputs(generation: string, folder: string): string {
  const program = `const { loadLibrary } = require('./library.cjs'); const { modelCases } = require('./model-cases.cjs');
    loadLibrary('${generation}', require).then((lib) => {
      const cases = modelCases(lib, (model) => new lib.ChatOpenAI({ model, apiKey: 'k' }));
      console.log(JSON.stringify(Object.fromEntries(Object.entries(cases).map(([name, [, input]]) => [name, input]))));
    });`;
  return execFileSync(process.execPath, ['-e', program], { cwd: folder, encoding: 'utf8' });
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Without ids that LangChain makes up. */
function withoutIds(text: string): string {
  return text.replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'ID');
}
