import { describe, expect, it } from '@jest/globals';
import * as core from '@spanwright/core';
import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import * as mlflow from '../src/index.ts';
import { emptyFolder } from './run-cli.ts';

const run = promisify(execFile);

async function globalAutolog(...args: readonly string[]): Promise<unknown> {
  const program = join(__dirname, 'programs', 'global-autolog.mjs');
  const { stdout } = await run(process.execPath, [program, ...args], { cwd: emptyFolder() });
  return JSON.parse(stdout);
}

describe("import * as mlflow from 'spanwright'", () => {
  it('has all of @spanwright/core by name, the very same', () => {
    expect(mlflow).toMatchObject({ ...core });
  });

  it('has each integration as a namespace, and autolog for all of them', () => {
    for (const namespace of [mlflow.openai, mlflow.langchain, mlflow.llamaindex])
      expect(Object.keys(namespace)).toEqual(expect.arrayContaining(['autolog', 'traced']));
    expect(mlflow.autolog).toBeInstanceOf(Function);
  });

  it('is there for CommonJS programs too', () => {
    const required = createRequire(__filename)('../dist/cjs/index.js') as typeof mlflow;
    expect(Object.keys(required).toSorted()).toEqual(Object.keys(mlflow).toSorted());
  });
});

/** What an ES module program prints that turns tracing on, beside an `openai` that tells when it is loaded. */
async function outputOf(statement: string): Promise<string> {
  const folder = emptyFolder();
  const library = join(folder, 'node_modules', 'openai');
  mkdirSync(library, { recursive: true });
  writeFileSync(join(library, 'package.json'), '{"name":"openai","version":"6.0.0","exports":"./index.mjs"}');
  writeFileSync(join(library, 'index.mjs'), 'console.log("loaded"); export class OpenAI {}');
  const umbrella = pathToFileURL(join(__dirname, '..', 'dist', 'esm', 'index.js')).href;
  writeFileSync(join(folder, 'app.mjs'), `import * as mlflow from '${umbrella}'; ${statement};`);
  return (await run(process.execPath, ['app.mjs'], { cwd: folder })).stdout;
}

describe('mlflow.autolog()', () => {
  it('loads no library, where the autolog of one library may', async () => {
    expect(await outputOf('mlflow.autolog()')).toBe('');
    expect(await outputOf('mlflow.openai.autolog()')).toBe('loaded\n');
  });

  it('case 177: traces what is imported after it, until it is disabled', async () => {
    expect(await globalAutolog()).toEqual({ whileOn: true, afterwards: false });
  });

  it('case 177: leaves an integration alone that the program has turned on by itself', async () => {
    const kit = pathToFileURL(join(__dirname, '..', '..', 'core', 'dist', 'esm', 'kit.js')).href;
    const statement = `mlflow.openai.autolog({ load: false }); mlflow.autolog(); mlflow.autolog({ disable: true });
      const { isAutologging } = await import('${kit}');
      console.log(['openai', 'langchain'].map(isAutologging))`;
    expect(await outputOf(statement)).toBe('[ true, false ]\n');
  });

  it('leaves excluded integrations alone', async () => {
    expect(await globalAutolog('openai')).toEqual({ whileOn: false, afterwards: false });
  });
});
