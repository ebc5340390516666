import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  makeProgramFolder,
  type ProgramFolder,
  type ProviderServer,
  runInNode,
  startProviderServer,
  storedTraces,
} from '@spanwright/fixtures';
import { build } from 'esbuild';

const program = (options: string): string => `
import * as library from 'openai';
import { autolog } from '@spanwright/openai';
import { setTrackingUri } from '@spanwright/core';
setTrackingUri('sqlite:' + process.env.DATABASE);
autolog(${options});
const client = new library.OpenAI({ apiKey: 'k', baseURL: process.env.PROVIDER_URL });
const messages = [{ role: 'user', content: 'Hi' }];
client.chat.completions.create({ model: 'chat-plain', messages }).then((answer) => console.log(answer.object));
`;

/** Evaluates the text of a bundle, as webpack's development builds do with each module. */
const evaluate = `
const { readFileSync } = require('node:fs');
new Function('require', 'module', readFileSync(process.argv[2], 'utf8'))(require, { exports: {} });
`;

const packages = dirname(dirname(__dirname));
const links = {
  'node_modules/openai': dirname(createRequire(__filename).resolve('openai')),
  'node_modules/@spanwright/openai': join(packages, 'openai'),
  'node_modules/@spanwright/core': join(packages, 'core'),
  'node_modules/@spanwright/store': join(packages, 'store'),
};

describe('autolog() in a program that a bundler has made into one file', () => {
  let server: ProviderServer;
  let folder: ProgramFolder;
  beforeEach(async () => {
    server = await startProviderServer();
    const files = {
      'plain.mjs': program(''),
      'given.mjs': program('{ modules: [library] }'),
      'evaluate.cjs': evaluate,
    };
    folder = await makeProgramFolder({ files, links });
  });
  afterEach(async () => {
    await server.close();
    await folder.remove();
  });

  /** Bundles a program, runs it, and counts the spans of what it stored. */
  async function run(name: string, isEvaluated = false): Promise<{ readonly stderr: string; readonly spans: number }> {
    const bundle = join(folder.path, `${name}.bundle.cjs`);
    const entryPoints = [join(folder.path, `${name}.mjs`)];
    await build({ entryPoints, outfile: bundle, bundle: true, platform: 'node', format: 'cjs', logLevel: 'error' });
    const file = isEvaluated ? join(folder.path, 'evaluate.cjs') : bundle;
    const database = join(folder.path, 'traces.db');
    const env = { PROVIDER_URL: server.url, DATABASE: database };
    const { code, stdout, stderr } = await runInNode({ file, args: [bundle], cwd: folder.path, env });
    expect([code, stdout]).toEqual([0, 'chat.completion\n']);
    const traces = stderr.includes('traces go to') ? await storedTraces(database) : [];
    return { stderr, spans: traces.flatMap(({ spans }) => spans).length };
  }

  it.each([
    ['in a file', false],
    ['in text that is evaluated', true],
  ])('says that it finds nothing there, and what to do: %s', async (_, isEvaluated) => {
    const { stderr, spans } = await run('plain', isEvaluated);
    expect(spans).toBe(0);
    expect(stderr).toMatch(
      /^spanwright: openai\.autolog\(\): this program is bundled, .*external.*autolog\(\{ modules: .*\n$/,
    );
  });

  it('records the library that it is given', async () => {
    const { stderr, spans } = await run('given');
    expect(spans).toBe(1);
    expect(stderr).not.toContain('bundled');
  });
});
