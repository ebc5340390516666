import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dirname, join } from 'node:path';
import {
  makeProgramFolder,
  type ProgramFolder,
  type ProviderServer,
  runInNode,
  startProviderServer,
  storedTraces,
} from '@spanwright/fixtures';

/** One way of a program to load openai, and what stands beside it. */
interface LoadingCase {
  readonly main: 'main.mjs' | 'main.cjs' | 'main.mts' | 'main.cts';
  readonly files: { readonly [path: string]: string };
}

const ask = `client.chat.completions.create({ model: 'chat-plain', messages: [{ role: 'user', content: 'Hi' }] })`;
const print = `.then((result) => console.log(result.id))`;
const options = `{ apiKey: 'k', baseURL: process.env.PROVIDER_URL }`;

const CALLS = {
  'autolog before openai is loaded': {
    esm: 'autolog(); const { OpenAI } = await import("openai"); const client = new OpenAI(OPTIONS);',
    cjs: 'autolog(); const { OpenAI } = require("openai"); const client = new OpenAI(OPTIONS);',
  },
  'autolog after openai is loaded': {
    esm: 'autolog(); const client = new OpenAI(OPTIONS);',
    cjs: 'const { OpenAI } = require("openai"); autolog(); const client = new OpenAI(OPTIONS);',
  },
  'client made before autolog': {
    esm: 'const client = new OpenAI(OPTIONS); autolog();',
    cjs: 'const { OpenAI } = require("openai"); const client = new OpenAI(OPTIONS); autolog();',
  },
} as const;
type Moment = keyof typeof CALLS;

const esmHead = (moment: Moment): string =>
  moment === 'autolog before openai is loaded' ? '' : `import { OpenAI } from 'openai';\n`;

/** A CommonJS package between an ES module program and openai. */
const dependency = `exports.load = () => require('openai').OpenAI;\n`;
const DEPENDENCY_CALLS: Record<Moment, string> = {
  'autolog before openai is loaded': 'autolog(); const client = new (dependency.load())(OPTIONS);',
  'autolog after openai is loaded': 'const OpenAI = dependency.load(); autolog(); const client = new OpenAI(OPTIONS);',
  'client made before autolog': 'const client = new (dependency.load())(OPTIONS); autolog();',
};

const FORMATS: Record<string, (moment: Moment) => LoadingCase> = {
  'ES module': (moment) => ({
    main: 'main.mjs',
    files: {
      'main.mjs': `import { autolog } from '@spanwright/openai';\n${esmHead(moment)}${CALLS[moment].esm}\nawait ${ask}${print};`,
    },
  }),
  CommonJS: (moment) => ({
    main: 'main.cjs',
    files: { 'main.cjs': `const { autolog } = require('@spanwright/openai');\n${CALLS[moment].cjs}\n${ask}${print};` },
  }),
  'ES module with a CommonJS dependency': (moment) => ({
    main: 'main.mjs',
    files: {
      'main.mjs': `import { autolog } from '@spanwright/openai';\nimport dependency from 'dependency';\n${DEPENDENCY_CALLS[moment]}\nawait ${ask}${print};`,
      'node_modules/dependency/index.js': dependency,
      'node_modules/dependency/package.json': '{ "name": "dependency", "version": "1.0.0", "main": "index.js" }',
    },
  }),
};

/** Programs that are neither one nor the other. */
const MIXED: Record<string, LoadingCase> = {
  'CommonJS program that imports openai after autolog': {
    main: 'main.cjs',
    files: {
      'main.cjs': `const { autolog } = require('@spanwright/openai');\nautolog();\nimport('openai').then(({ OpenAI }) => { const client = new OpenAI(OPTIONS); return ${ask}${print}; });`,
    },
  },
  'ES module that loads both builds of openai, one call each': {
    main: 'main.mjs',
    files: {
      'main.mjs': `import { createRequire } from 'node:module';\nimport { autolog } from '@spanwright/openai';\nimport { OpenAI } from 'openai';\nconst Other = createRequire(import.meta.url)('openai').OpenAI;\nautolog();\nfor (const Client of [OpenAI, Other]) { const client = new Client(OPTIONS); await ${ask}${print}; }`,
    },
  },
};

/** Programs with a second copy of openai, of another version, that a dependency has for itself. One call each. */
const TWO_COPIES: Record<string, LoadingCase> = {
  'in a CommonJS dependency': {
    main: 'main.cjs',
    files: {
      'main.cjs': `const { autolog } = require('@spanwright/openai');\nconst { OpenAI } = require('openai');\nautolog();\n(async () => { for (const Client of [OpenAI, require('dependency').load()]) { const client = new Client(OPTIONS); await ${ask}${print}; } })();`,
      'node_modules/dependency/index.js': dependency,
      'node_modules/dependency/package.json': '{ "name": "dependency", "version": "1.0.0", "main": "index.js" }',
    },
  },
  'in an ES module dependency that is imported later': {
    main: 'main.mjs',
    files: {
      'main.mjs': `import { autolog } from '@spanwright/openai';\nimport { OpenAI } from 'openai';\nautolog();\nconst { load } = await import('dependency');\nfor (const Client of [OpenAI, load()]) { const client = new Client(OPTIONS); await ${ask}${print}; }`,
      'node_modules/dependency/index.js': `import { OpenAI } from 'openai';\nexport const load = () => OpenAI;\n`,
      'node_modules/dependency/package.json':
        '{ "name": "dependency", "version": "1.0.0", "type": "module", "exports": "./index.js" }',
    },
  },
};

/** An installed version of openai, and the programs that run with it. */
export interface LoadingMatrix {
  /** Folder of the installed package, by label. */
  readonly openai: { readonly [label: string]: string };
  readonly nodes: readonly string[];
  /** Folder of another version, for programs with two copies. */
  readonly other?: string;
  /** Runs them as TypeScript: what `node --import` loads for it. */
  readonly compiler?: string;
}

/** Runs every way of loading with every version of openai on every `node`: each call must give exactly one span. */
export function describeLoadingMatrix({ openai, nodes, other, compiler }: LoadingMatrix): void {
  const written = compiler === undefined ? (program: LoadingCase): LoadingCase => program : asTypeScript;
  const nodeArgs = compiler === undefined ? [] : ['--import', compiler];
  describe.each([...nodes])('loading, on %s', (node) => {
    let server: ProviderServer;
    beforeAll(async () => void (server = await startProviderServer()));
    afterAll(() => server.close());
    describe.each(Object.entries(openai))('%s', (_, library) => {
      for (const [format, caseOf] of Object.entries(FORMATS)) {
        it.each(Object.keys(CALLS) as Moment[])(`traces one span per call: ${format}, %s`, (moment) =>
          expectSpans(written(caseOf(moment)), {
            node,
            nodeArgs,
            url: server.url,
            calls: 1,
            links: { 'node_modules/openai': library },
          }),
        );
      }
      it.each(Object.entries(MIXED))('traces one span per call: %s', (name, program) =>
        expectSpans(written(program), {
          node,
          nodeArgs,
          url: server.url,
          calls: name.includes('both builds') ? 2 : 1,
          links: { 'node_modules/openai': library },
        }),
      );
      if (other === undefined || other === library) return;
      it.each(Object.entries(TWO_COPIES))('traces both of two copies, the second %s', (__, program) =>
        expectSpans(written(program), {
          node,
          nodeArgs,
          url: server.url,
          calls: 2,
          links: { 'node_modules/openai': library, 'node_modules/dependency/node_modules/openai': other },
        }),
      );
    });
  });
}

/** The program with its main file as TypeScript, `.mts` or `.cts`. */
function asTypeScript({ main, files }: LoadingCase): LoadingCase {
  const typed = main === 'main.mjs' ? 'main.mts' : 'main.cts';
  const { [main]: text = '', ...others } = files;
  return { main: typed, files: { ...others, [typed]: `type Typed = string;\n${text}` } };
}

interface Expected {
  readonly node: string;
  readonly nodeArgs: readonly string[];
  readonly url: string;
  readonly calls: number;
  readonly links: { readonly [path: string]: string };
}

async function expectSpans(program: LoadingCase, { node, nodeArgs, url, calls, links }: Expected): Promise<void> {
  const folder = await folderOf(program, links);
  try {
    const run = await runInNode({
      node,
      nodeArgs,
      file: join(folder.path, program.main),
      cwd: folder.path,
      env: { PROVIDER_URL: url },
    });
    expect({ ...run, stderr: withoutFirstRunLine(run.stderr) }).toEqual({
      code: 0,
      signal: undefined,
      stdout: 'chatcmpl-ID\n'.repeat(calls).replaceAll('chatcmpl-ID', run.stdout.split('\n')[0] ?? ''),
      stderr: '',
    });
    const traces = await storedTraces(join(folder.path, 'spanwright.db'));
    expect(traces.map((trace) => trace.spans.map((span) => [span.name, span.status.code]))).toEqual(
      Array.from({ length: calls }, () => [['Completions', 'OK']]),
    );
  } finally {
    await folder.remove();
  }
}

function folderOf({ files }: LoadingCase, links: Expected['links']): Promise<ProgramFolder> {
  const ours = dirname(__dirname);
  const written = Object.entries(files).map(([path, text]) => [path, text.replaceAll('OPTIONS', options)] as const);
  return makeProgramFolder({
    files: Object.fromEntries(written),
    links: { ...links, 'node_modules/@spanwright/openai': ours },
  });
}

// Node.js keeps this warning about openai 4's dependencies to itself where all code stands in node_modules; here the
// packages under test are linked from outside.
const PUNYCODE = /^\(node:\d+\) \[DEP0040\].*\n\(Use `node --trace-deprecation.*\n/m;

/** What a program printed, without the one line that a first run says. */
function withoutFirstRunLine(stderr: string): string {
  return stderr.replace(/^spanwright: traces go to .*\n/m, '').replace(PUNYCODE, '');
}
