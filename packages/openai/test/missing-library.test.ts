import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { makeProgramFolder, runInNode } from '@spanwright/fixtures';

const programs = {
  'main.mjs': `import { autolog } from '@spanwright/openai';\nautolog();\nautolog();\nconsole.log('goes on');`,
  'main.cjs': `const { autolog } = require('@spanwright/openai');\nautolog();\nautolog();\nconsole.log('goes on');`,
};

describe('autolog() where openai is not installed', () => {
  it.each(Object.keys(programs))(
    'warns once, names the package to install, and the program goes on: %s',
    async (file) => {
      const links = { 'node_modules/@spanwright/openai': dirname(__dirname) };
      const folder = await makeProgramFolder({ files: programs, links });
      try {
        const run = await runInNode({ file: join(folder.path, file), cwd: folder.path });
        expect(run).toEqual({
          code: 0,
          signal: undefined,
          stdout: 'goes on\n',
          stderr: 'spanwright: openai.autolog(): the package "openai" is not installed here; npm install openai\n',
        });
      } finally {
        await folder.remove();
      }
    },
  );
});
