import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';

const run = promisify(execFile);
const root = join(__dirname, '../../..');

describe('docs/control.md', () => {
  it('has code that compiles and runs', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'spanwright-control-'));
    try {
      mkdirSync(join(folder, 'node_modules/@spanwright'), { recursive: true });
      for (const name of ['core', 'store'])
        symlinkSync(join(root, 'packages', name), join(folder, 'node_modules/@spanwright', name));
      symlinkSync(join(root, 'node_modules/@types'), join(folder, 'node_modules/@types'));
      const page = readFileSync(join(root, 'docs/control.md'), 'utf8');
      const blocks = [...page.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code = '']) => code);
      expect(blocks).toHaveLength(3);
      writeFileSync(join(folder, 'page.mts'), blocks.join('\n'));
      const options = ['--module', 'nodenext', '--target', 'es2022', '--strict', '--types', 'node', '--skipLibCheck'];
      const tsc = join(root, 'node_modules/typescript/bin/tsc');
      await run(process.execPath, [tsc, ...options, 'page.mts'], { cwd: folder });
      expect((await run(process.execPath, ['page.mjs'], { cwd: folder })).stdout).toBe('order 17\n');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
