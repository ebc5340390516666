import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { libraryVersion, makeProgramFolder, nodeBinaries, runInNode } from '@spanwright/fixtures';

const packages = join(__dirname, '..', '..', '..');

const LOADED = `{ ChatPromptTemplate }, { FakeListChatModel }, { StringOutputParser }`;
const NAMES = ['prompts', 'utils/testing', 'output_parsers'].map((subpath) => `'@langchain/core/${subpath}'`);
const invoke = `const chain = ChatPromptTemplate.fromTemplate('{question}')
  .pipe(new FakeListChatModel({ responses: ['Yes'] })).pipe(new StringOutputParser());
const answered = chain.invoke({ question: 'Hm?' });`;
const collect = `const names = [];
setTraceExporter({ export: async (traces) => void names.push(...traces.flatMap(({ spans }) => spans.map(({ name }) => name))), close: async () => {} });`;
const print = `answered.then(async (answer) => { await flush(); console.log(answer, names.toSorted().join()); });`;

const imported = `const [${LOADED}] = await Promise.all([${NAMES.join()}].map((name) => import(name)));`;
const required = `const [${LOADED}] = [${NAMES.join()}].map((name) => require(name));`;
const ours = {
  'main.mjs': `import { flush } from '@spanwright/core';
import { setTraceExporter } from '@spanwright/core/kit';
import { autolog } from '@spanwright/langchain';`,
  'main.cjs': `const { flush } = require('@spanwright/core');
const { setTraceExporter } = require('@spanwright/core/kit');
const { autolog } = require('@spanwright/langchain');`,
};

const programs: Readonly<Record<string, readonly ['main.mjs' | 'main.cjs', ...string[]]>> = {
  'before LangChain is imported': ['main.mjs', 'autolog();', imported, invoke],
  'after LangChain was imported': ['main.mjs', imported, 'autolog();', invoke],
  'after the chain was invoked once': [
    'main.mjs',
    imported,
    invoke,
    'await answered;',
    'autolog();',
    `{ ${invoke} await answered; }`,
  ],
  'before LangChain is required': ['main.cjs', 'autolog();', required, invoke],
  'after LangChain was required': ['main.cjs', required, 'autolog();', invoke],
  'without loading anything, before LangChain is imported': ['main.mjs', 'autolog({ load: false });', imported, invoke],
};

describe.each(nodeBinaries())('on %s', (node) => {
  describe.each(['langchain0', 'langchain1'])('%s', (generation) => {
    it.each(Object.entries(programs))('is traced when autolog() is called %s', async (_, [main, ...steps]) => {
      const text = [ours[main], collect, ...steps, print].join('\n');
      const folder = await makeProgramFolder({
        files: { [main]: text },
        links: {
          'node_modules/@langchain': join(libraryVersion(generation, '@langchain/core'), '..'),
          'node_modules/@spanwright/core': join(packages, 'core'),
          'node_modules/@spanwright/langchain': join(packages, 'langchain'),
        },
      });
      try {
        const run = await runInNode({ node, file: join(folder.path, main), cwd: folder.path });
        expect(run).toEqual({
          code: 0,
          signal: undefined,
          stderr: '',
          stdout: 'Yes ChatPromptTemplate,FakeListChatModel,RunnableSequence,StrOutputParser\n',
        });
      } finally {
        await folder.remove();
      }
    });
  });
});
