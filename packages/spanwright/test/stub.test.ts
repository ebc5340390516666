import { describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { BIN, type CliEnd, emptyFolder, endOf } from './run-cli.ts';

/** A package that holds nothing but the stub, at the place that it has in a clone. */
function clone(files: Readonly<Record<string, string>>): string {
  const root = emptyFolder();
  const bin = join(root, 'packages', 'spanwright', 'bin');
  cpSync(BIN, join(bin, 'spanwright.js'), { recursive: true });
  writeFileSync(join(root, 'packages', 'spanwright', 'package.json'), '{"type":"module"}');
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  return root;
}

async function runStub(root: string, nodeOptions: readonly string[] = []): Promise<CliEnd> {
  const stub = join(root, 'packages', 'spanwright', 'bin', 'spanwright.js');
  return await endOf(spawn(process.execPath, [...nodeOptions, stub], { cwd: emptyFolder() }));
}

const SOURCES = { 'turbo.json': '{}', 'packages/spanwright/src/cli/main.ts': '' };
const MAIN = 'packages/spanwright/dist/esm/cli/main.js';

describe('the committed stub', () => {
  it('builds a fresh clone once, quietly, and goes on', async () => {
    const builder = `const fs = require('node:fs');
      console.log('a long log');
      fs.appendFileSync('builds', 'x');
      fs.mkdirSync('packages/spanwright/dist/esm/cli', { recursive: true });
      fs.writeFileSync('${MAIN}', 'console.log("main")');`;
    const root = clone({ ...SOURCES, 'package.json': '{"scripts":{"build":"node build.cjs"}}', 'build.cjs': builder });
    const first = await runStub(root);
    expect(first).toMatchObject({ code: 0, stdout: 'main\n' });
    expect(first.stderr).toMatch(/^spanwright: building .*\n$/);
    expect(await runStub(root)).toMatchObject({ code: 0, stdout: 'main\n', stderr: '' });
    expect(readFileSync(join(root, 'builds'), 'utf8')).toBe('x');
  });

  it('shows what the build printed when it fails', async () => {
    const build = 'node -e \\"console.log(40 + 2); process.exit(1)\\"';
    const root = clone({ ...SOURCES, 'package.json': `{"scripts":{"build":"${build}"}}` });
    const { code, stdout, stderr } = await runStub(root);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/the build failed:\n[^]*42/);
  });

  it('says so when an installed package has no build', async () => {
    const { code, stderr } = await runStub(clone({}));
    expect(code).toBe(1);
    expect(stderr).toMatch(/^spanwright is not built: .*\n$/);
  });

  it('says which Node it needs', async () => {
    const old = 'Object.defineProperty(process, "versions", { value: { ...process.versions, node: "20.18.3" } })';
    const pretend = ['--import', `data:text/javascript,${encodeURIComponent(old)}`];
    const { code, stderr } = await runStub(clone({ [MAIN]: 'console.log("main")' }), pretend);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: 'spanwright needs Node 20.19 or later; this is Node 20.18.3.\n',
    });
  });
});
