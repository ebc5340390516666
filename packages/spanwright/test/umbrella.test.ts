import { describe, expect, it } from '@jest/globals';
import * as core from '@spanwright/core';
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
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
    expect(Object.keys(mlflow.openai)).toEqual(expect.arrayContaining(['autolog', 'traced']));
    expect(mlflow.autolog).toBeInstanceOf(Function);
  });

  it('is there for CommonJS programs too', () => {
    const required = createRequire(__filename)('../dist/cjs/index.js') as typeof mlflow;
    expect(Object.keys(required).toSorted()).toEqual(Object.keys(mlflow).toSorted());
  });
});

describe('mlflow.autolog()', () => {
  it('traces what is imported after it, until it is disabled', async () => {
    expect(await globalAutolog()).toEqual({ whileOn: true, afterwards: false });
  });

  it('leaves excluded integrations alone', async () => {
    expect(await globalAutolog('openai')).toEqual({ whileOn: false, afterwards: false });
  });
});
