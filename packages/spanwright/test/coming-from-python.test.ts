import { describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as mlflow from '../src/index.ts';
import { emptyFolder } from './run-cli.ts';

const run = promisify(execFile);
const root = join(__dirname, '../../..');

const page = readFileSync(join(__dirname, '../../../docs/coming-from-mlflow-python.md'), 'utf8');

/** The second column of every table: what stands for the Python call. */
const twins = page
  .split('\n')
  .filter((line) => line.startsWith('|') && !/^\| (Python|-)/.test(line))
  .map((line) => line.split('|')[2] ?? '');

describe('docs/coming-from-mlflow-python.md', () => {
  it('names only what there is', () => {
    const names = [...page.matchAll(/(?<=[` ])mlflow\.((?:[a-z]+\.)?[A-Za-z]+)\b/g)].map(([, name = '']) => name);
    const ours = names.filter((name) => twins.some((twin) => twin.includes(`mlflow.${name}`)));
    expect(ours.length).toBeGreaterThan(40);
    for (const name of ours) expect([name, find(name)]).toEqual([name, expect.anything()]);
  });

  it('names only methods that the client has', () => {
    const rows = twins.filter((twin) => twin.includes('client.'));
    const names = rows.flatMap((row) =>
      [...row.matchAll(/`(?:client\.)?([a-z]\w+)[`(]/g)].map(([, name = '']) => name),
    );
    expect(names.length).toBeGreaterThan(12);
    const client = new mlflow.MlflowClient() as unknown as Readonly<Record<string, unknown>>;
    for (const name of names) expect([name, client[name]]).toEqual([name, expect.any(Function)]);
  });

  it('has code that compiles and runs', async () => {
    const folder = emptyFolder();
    mkdirSync(join(folder, 'node_modules'));
    symlinkSync(join(root, 'packages/spanwright'), join(folder, 'node_modules/spanwright'));
    symlinkSync(join(root, 'node_modules/@types'), join(folder, 'node_modules/@types'));
    const blocks = [...page.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code = '']) => code);
    expect(blocks).toHaveLength(7);
    writeFileSync(join(folder, 'page.mts'), blocks.join('\n'));
    const options = ['--module', 'nodenext', '--target', 'es2022', '--strict', '--types', 'node', '--skipLibCheck'];
    await run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), ...options, 'page.mts'], {
      cwd: folder,
    });
    const { stdout } = await run(process.execPath, ['page.mjs'], { cwd: folder });
    expect(stdout).toMatch(/^tr-[\da-f]{32} why\?\nOK\n$/);
  });
});

function find(path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((at, name) => (at as Readonly<Record<string, unknown>> | undefined)?.[name], mlflow);
}
