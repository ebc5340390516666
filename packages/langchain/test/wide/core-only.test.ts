import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { libraryVersion, makeProgramFolder, runInNode } from '@spanwright/fixtures';

const packages = join(__dirname, '..', '..', '..');

const program = `const { flush } = require('@spanwright/core'); const { setTraceExporter } = require('@spanwright/core/kit');
const names = [];
setTraceExporter({ export: async (traces) => void names.push(...traces.flatMap(({ spans }) => spans.map(({ name }) => name))), close: async () => {} });
require('@spanwright/langchain').autolog();
const { FakeListChatModel } = require('@langchain/core/utils/testing');
new FakeListChatModel({ responses: ['Yes'] }).invoke('Hm?').then(flush).then(() => console.log(names.join()));`;

describe('case 216 of MLflow: a program that has no package of LangChain but its core', () => {
  it.each(['langchain0', 'langchain1'])('is traced, on %s', async (generation) => {
    const folder = await makeProgramFolder({
      files: { 'main.cjs': program },
      links: {
        'node_modules/@langchain/core': libraryVersion(generation, '@langchain/core'),
        'node_modules/@spanwright/core': join(packages, 'core'),
        'node_modules/@spanwright/langchain': join(packages, 'langchain'),
      },
    });
    try {
      const run = await runInNode({ file: join(folder.path, 'main.cjs'), cwd: folder.path });
      expect(run).toEqual({ code: 0, signal: undefined, stderr: '', stdout: 'FakeListChatModel\n' });
    } finally {
      await folder.remove();
    }
  });
});
