import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  libraryVersion,
  nodeBinaries,
  ownRecordings,
  type ProviderServer,
  startProviderServer,
} from '@spanwright/fixtures';
import { type Program, runProgram } from './run-program.ts';

const llm = `new OpenAI({ model: 'gpt-4o-mini', maxRetries: 0 })`;
const ask = (Engine = 'SimpleChatEngine', model = llm): string =>
  `new ${Engine}({ llm: ${model} }).chat({ message: 'Why is the sky blue?' })`;
/** A call whose failure no event of the library tells. */
const refused = `new OpenAI({ model: 'chat-error-401', maxRetries: 0 }).chat({ messages: [{ role: 'user', content: 'Hi' }] }).catch(() => {})`;
const traced = 'SimpleChatEngine.chat\n  OpenAI.chat\nOpenAI.chat ERROR\n27 tokens\n';

const esmHead = `import './print-traces.cjs'; import { printTraces } from './print-traces.cjs';
import { autolog } from '@spanwright/llamaindex';`;
const cjsHead = `const { printTraces } = require('./print-traces.cjs'); const { autolog } = require('@spanwright/llamaindex');`;
const required = `const { OpenAI } = require('@llamaindex/openai'); const { SimpleChatEngine } = require('llamaindex');`;
const imported = `import { OpenAI } from '@llamaindex/openai'; import { SimpleChatEngine } from 'llamaindex';`;
const importedLater = `const { OpenAI } = await import('@llamaindex/openai'); const { SimpleChatEngine } = await import('llamaindex');`;

/** A CommonJS package between the program and LlamaIndex. */
const dependency = {
  'node_modules/dependency/package.json': '{ "name": "dependency", "version": "1.0.0", "main": "index.js" }',
  'node_modules/dependency/index.js': `exports.load = () => ({ ...require('@llamaindex/openai'), ...require('llamaindex') });`,
};

type Case = Pick<Program, 'format' | 'text' | 'files' | 'preload'>;

const CASES: Record<string, Case> = {
  'CommonJS, autolog before': {
    format: 'cjs',
    text: `${cjsHead} autolog(); ${required} ${ask()}.then(() => ${refused}).then(printTraces);`,
  },
  'CommonJS, autolog after': {
    format: 'cjs',
    text: `${cjsHead} ${required} autolog(); ${ask()}.then(() => ${refused}).then(printTraces);`,
  },
  'CommonJS that imports after autolog': {
    format: 'cjs',
    text: `${cjsHead} autolog(); (async () => { ${importedLater} await ${ask()}; await ${refused}; await printTraces(); })();`,
  },
  'ES module, autolog before': {
    format: 'esm',
    text: `${esmHead} autolog(); ${importedLater} await ${ask()}; await ${refused}; await printTraces();`,
  },
  'ES module, autolog after': {
    format: 'esm',
    text: `${esmHead} ${imported} autolog(); await ${ask()}; await ${refused}; await printTraces();`,
  },
  'ES module that uses the modules of core by themselves': {
    format: 'esm',
    text: `${esmHead} import { OpenAI } from '@llamaindex/openai'; import { SimpleChatEngine } from '@llamaindex/core/chat-engine';
      autolog(); await ${ask()}; await ${refused}; await printTraces();`,
  },
  'ES module whose CommonJS dependency loads it before': {
    format: 'esm',
    files: dependency,
    text: `${esmHead} import dependency from 'dependency'; const { OpenAI, SimpleChatEngine } = dependency.load();
      autolog(); await ${ask()}; await ${refused}; await printTraces();`,
  },
  'ES module whose CommonJS dependency loads it after': {
    format: 'esm',
    files: dependency,
    text: `${esmHead} import dependency from 'dependency'; autolog(); const { OpenAI, SimpleChatEngine } = dependency.load();
      await ${ask()}; await ${refused}; await printTraces();`,
  },
  'ES module, autolog before the program': {
    format: 'esm',
    preload: `import { autolog } from '@spanwright/llamaindex'; autolog({ load: false });`,
    text: `${esmHead} ${imported} await ${ask()}; await ${refused}; await printTraces();`,
  },
  'autolog called three times': {
    format: 'cjs',
    text: `${cjsHead} autolog(); ${required} autolog(); autolog({ chunkEvents: 1 }); ${ask()}.then(() => ${refused}).then(printTraces);`,
  },
};

let server: ProviderServer;
beforeAll(async () => {
  server = await startProviderServer({ recordings: [...ownRecordings('llamaindex'), ...ownRecordings('openai')] });
});
afterAll(() => server.close());

describe.each(nodeBinaries())('loading LlamaIndex, on %s', (node) => {
  it.each(Object.entries(CASES))('traces each call once, and loads no second copy: %s', async (_, program) => {
    const run = await runProgram({ node, url: server.url, ...program });
    expect(run).toEqual({ code: 0, signal: undefined, stdout: traced, stderr: '' });
  });

  it('loads nothing that the program has not loaded', async () => {
    const text = `${esmHead} autolog(); console.log(globalThis['__ $@llamaindex/env$ __']);`;
    const run = await runProgram({ node, url: server.url, format: 'esm', text });
    expect(run).toMatchObject({ code: 0, stdout: 'undefined\n', stderr: '' });
  });

  it('stops when it is switched off', async () => {
    const text = `${cjsHead} ${required} autolog(); autolog({ disable: true }); ${ask()}.then(printTraces);`;
    expect(await runProgram({ node, url: server.url, format: 'cjs', text })).toMatchObject({
      stdout: '\n',
      stderr: '',
    });
  });
});

describe('two copies of @llamaindex/core', () => {
  const installed = dirname(libraryVersion('llamaindex', 'llamaindex'));
  let copy = '';
  beforeAll(() => {
    copy = mkdtempSync(join(tmpdir(), 'spanwright-llamaindex-'));
    const modules = join(copy, 'node_modules');
    for (const name of ['core', 'env', 'openai'])
      cpSync(join(installed, '@llamaindex', name), join(modules, '@llamaindex', name), { recursive: true });
    for (const name of readdirSync(installed).filter((entry) => !entry.startsWith('.') && entry !== '@llamaindex'))
      symlinkSync(join(installed, name), join(modules, name), 'junction');
    const load = `({ ...require('@llamaindex/openai'), ...require('@llamaindex/core/chat-engine') })`;
    writeFileSync(join(copy, 'index.js'), `exports.load = () => ${load};`);
  });
  afterAll(() => rmSync(copy, { recursive: true }));

  it.each(['before', 'after'])('are both traced, autolog %s', async (moment) => {
    const load = `${required} const other = require(${JSON.stringify(copy)}).load();`;
    const [first, second] = [ask(), ask('other.SimpleChatEngine', llm.replace('OpenAI', 'other.OpenAI'))];
    const text = moment === 'before' ? `autolog(); ${load}` : `${load} autolog();`;
    const run = await runProgram({
      node: process.execPath,
      url: server.url,
      format: 'cjs',
      text: `${cjsHead} ${text} ${first}.then(() => ${second}).then(printTraces);`,
    });
    const spans = 'SimpleChatEngine.chat\n  OpenAI.chat\n';
    expect(run.stdout).toBe(`${spans}${spans}27 tokens\n27 tokens\n`);
  });
});
