import { describe, expect } from '@jest/globals';
import { makeProgramFolder, runInNode } from '@spanwright/fixtures';
import { join } from 'node:path';
import { startRun, withSpan } from '../../src/index.ts';
import { createAutolog } from '../../src/integration/autolog.ts';
import type { CallReader } from '../../src/integration/call-reader.ts';
import type { Integration } from '../../src/integration/define.ts';
import { reportFailure, setSilent, warnOnce } from '../../src/logger.ts';
import { type Case, conforms, conformsOnce } from './support/conforms.ts';
import { exceptionsOf, namesOf, rootOf } from './support/spans.ts';

let integrations = 0;

/** A library whose method does what a mode's functions do, and how often it was called. */
function library(of: Case) {
  const calls: unknown[] = [];
  class Client {
    ask(question: unknown, again = 1) {
      calls.push(question);
      return of.give(() => {
        if (question === 'fail') throw new RangeError('refused');
        return `${String(question)}!`.repeat(again);
      });
    }
  }
  Object.assign(Client.prototype.ask, { extra: 1 });
  return { Client, calls };
}

/** `autolog` of an integration of its own for that library. */
function autologOf(reader: Partial<CallReader> = {}) {
  const ask: CallReader = { spanType: 'LLM', name: 'ask', inputs: ([question]) => question, ...reader };
  const name = `library ${(integrations += 1)}`;
  const integration: Integration = { name, module: name, versions: '>=1', attach: {}, patches: { 'Client#ask': ask } };
  const autolog = createAutolog(integration);
  return (exports: object, options: object = {}) =>
    autolog({ modules: [exports], load: false, loader: false, ...options });
}

const broken = (what: string) => (): never => {
  throw new Error(`${what} broke`);
};

describe('autolog', () => {
  conforms(174, 'taken back restores the very same function; done twice records once', async (of) => {
    const lib = library(of);
    const original = lib.Client.prototype.ask;
    const autolog = autologOf();
    autolog(lib);
    autolog(lib);
    autolog(lib, { silent: false });
    expect(await new lib.Client().ask('hi')).toBe('hi!');
    expect(namesOf(await of.trace())).toEqual(['ask']);
    autolog(lib, { disable: true });
    expect(lib.Client.prototype.ask).toBe(original);
    await new lib.Client().ask('hi');
    expect(await of.traces()).toHaveLength(1);
  });

  conforms(175, 'records nothing inside of a run where it is exclusive, and else as everywhere', async (of) => {
    const lib = library(of);
    const listened: string[] = [];
    const attached: Integration = {
      name: `library ${(integrations += 1)}`,
      module: `library ${integrations}`,
      versions: '>=1',
      patches: {},
      attach: {
        [`library ${integrations}`]: (exports, tracer) => {
          const { Listened } = exports as { Listened: { listen?: (name: string) => void } };
          Listened.listen = (name) => {
            listened.push(name);
            tracer.record(tracer.startSpan({ name })).settle(name);
          };
          return () => delete Listened.listen;
        },
      },
    };
    const events: { listen?: (name: string) => void } = {};
    const options = { load: false, loader: false, exclusive: true };
    const autolog = autologOf();
    autolog(lib, { exclusive: true });
    createAutolog(attached)({ ...options, modules: [{ Listened: events }] });
    await startRun(async () => {
      expect(await new lib.Client().ask('inside')).toBe('inside!');
      events.listen?.('inside');
    });
    await new lib.Client().ask('outside');
    events.listen?.('listened outside');
    expect(listened).toEqual(['inside', 'listened outside']);
    expect((await of.traces()).map(({ data }) => data.response)).toEqual(['outside!', 'listened outside']);
    autolog(lib, { exclusive: false });
    await startRun(() => new lib.Client().ask('inside again'));
    expect((await of.traces()).map(({ data }) => data.response)).toContain('inside again!');
    autolog(lib, { disable: true });
    createAutolog(attached)({ disable: true });
  });

  conforms(176, 'keeps silent about itself alone where that is asked for, also after errors', async (of) => {
    const lib = library(of);
    const autolog = autologOf({ inputs: broken('inputs') });
    autolog(lib, { silent: true });
    await (async () => new lib.Client().ask('fail'))().catch(() => {});
    reportFailure('another place', new Error('x'));
    expect(of.warnings).toEqual([]);
    setSilent(false);
    warnOnce('heard again');
    expect(of.warnings).toEqual(['heard again']);
    autolog(lib, { disable: true });
  });

  conforms(178, 'calls the function once and gives its result, whatever of ours throws before or after', async (of) => {
    const lib = library(of);
    const autolog = autologOf({
      inputs: broken('inputs'),
      outputs: broken('outputs'),
      usage: broken('usage'),
      attributes: broken('attributes'),
      adapt: broken('adapt'),
      details: broken('details'),
    });
    autolog(lib);
    expect(await new lib.Client().ask('hi')).toBe('hi!');
    expect(lib.calls).toEqual(['hi']);
    await of.traces();
    expect(of.warnings.join('\n')).toMatch(/inputs broke[\s\S]*outputs broke/);
    autolog(lib, { disable: true });
  });

  conforms(178, 'throws the error of the library on, the same object', async (of) => {
    const lib = library(of);
    const autolog = autologOf({ errorAttributes: broken('error attributes') });
    const error: unknown = await (async () => new lib.Client().ask('fail'))().catch((thrown: unknown) => thrown);
    autolog(lib);
    const traced: unknown = await (async () => new lib.Client().ask('fail'))().catch((thrown: unknown) => thrown);
    expect([traced instanceof RangeError, Object.getOwnPropertyNames(traced)]).toEqual([
      true,
      Object.getOwnPropertyNames(error),
    ]);
    const root = rootOf(await of.trace());
    expect([root.status.code, exceptionsOf(root)]).toEqual(['ERROR', ['RangeError']]);
    expect(lib.calls).toEqual(['fail', 'fail']);
    autolog(lib, { disable: true });
  });

  conforms(
    [179, 182],
    'gives what the library gives, not what is recorded; keeps its name, arity, properties, arguments',
    async (of) => {
      const lib = library(of);
      const autolog = autologOf({ outputs: () => 'recorded' });
      const { name, length } = lib.Client.prototype.ask;
      autolog(lib);
      const { ask } = lib.Client.prototype;
      expect([ask.name, ask.length, (ask as { extra?: number }).extra]).toEqual([name, length, 1]);
      const question = Object.freeze({ text: 'why', parts: Object.freeze([1, 2]) });
      await new lib.Client().ask(question);
      expect(await new lib.Client().ask('hi')).toBe('hi!');
      expect(lib.calls[0]).toBe(question);
      const [first, second] = await of.traces();
      expect([first?.data.request, second?.data.response]).toEqual([{ text: 'why', parts: [1, 2] }, 'recorded']);
      autolog(lib, { disable: true });
    },
  );

  conforms(180, 'records calls inside of a call that could not be recorded, where they belong', async (of) => {
    const lib = library(of);
    const autolog = autologOf({ applies: broken('applies') });
    autolog(lib);
    await withSpan('outer', () => new lib.Client().ask('hi'));
    expect(namesOf(await of.trace())[0]).toBe('outer');
    autolog(lib, { disable: true });
  });
});

const HEAD = `const { createAutolog, defineIntegration } = require('@spanwright/core/kit');
const autologOf = (name) => createAutolog(defineIntegration()({ name, module: name, versions: '>=2 <3',
  patches: { 'Client#ask': { spanType: 'LLM', name: 'ask', inputs: ([question]) => question } } }));
const isTraced = (lib) => !String(lib.Client.prototype.ask).includes('"!"');
const traced = {};`;

/** A library of that name and version. */
const libraryFiles = (name: string, version: string) => ({
  [`node_modules/${name}/package.json`]: JSON.stringify({ name, version, main: 'index.js' }),
  [`node_modules/${name}/index.js`]: 'exports.Client = class { ask(question) { return question + "!"; } };',
});

/**
 * Runs a CommonJS program beside libraries, given by name and version. What it makes of `traced` is what it prints.
 */
async function runBeside(libraries: Readonly<Record<string, string>>, program: string) {
  const files = Object.entries(libraries).map(([name, version]) => libraryFiles(name, version));
  const main = `${HEAD}\n${program}\nconsole.log(JSON.stringify(traced));`;
  const folder = await makeProgramFolder({
    files: Object.assign({ 'main.cjs': main }, ...files) as Record<string, string>,
    links: { 'node_modules/@spanwright/core': join(__dirname, '..', '..') },
  });
  try {
    const { stdout, stderr } = await runInNode({ file: join(folder.path, 'main.cjs'), cwd: folder.path });
    return { traced: JSON.parse(stdout) as unknown, stderr };
  } finally {
    await folder.remove();
  }
}

describe('autolog and how a library is loaded', () => {
  conformsOnce(177, 'respects what was asked for last, before and after the library is loaded', async () => {
    const orders = {
      a: "autolog(); lib = require('a');",
      b: "lib = require('b'); autolog();",
      c: "autolog(); autolog({ disable: true }); lib = require('c');",
      d: "autolog({ disable: true }); lib = require('d');",
      e: "autolog(); lib = require('e'); autolog({ disable: true });",
      f: "autolog({ disable: true }); autolog(); lib = require('f');",
    };
    const program = Object.entries(orders).map(
      ([name, order]) => `{ let lib; const autolog = autologOf('${name}'); ${order} traced.${name} = isTraced(lib); }`,
    );
    const libraries = Object.fromEntries(Object.keys(orders).map((name) => [name, '2.1.0']));
    expect(await runBeside(libraries, program.join('\n'))).toEqual({
      traced: { a: true, b: true, c: false, d: false, e: false, f: true },
      stderr: '',
    });
  });

  conformsOnce(
    181,
    'warns of versions that were not tested and goes on, or leaves them alone where that is asked for',
    async () => {
      const { traced, stderr } = await runBeside(
        { newer: '9.0.0', left: '9.0.1', tested: '2.9.9' },
        `autologOf('newer')(); autologOf('left')({ disableForUnsupportedVersions: true }); autologOf('tested')();
      for (const name of ['newer', 'left', 'tested']) traced[name] = isTraced(require(name));`,
      );
      expect(traced).toEqual({ newer: true, left: false, tested: true });
      expect(stderr.split('\n')).toEqual([
        expect.stringContaining('newer 9.0.0 is outside the tested versions >=2 <3; it is traced as far as possible'),
        expect.stringContaining('left 9.0.1 is outside the tested versions >=2 <3; it is left alone'),
        '',
      ]);
    },
  );
});
