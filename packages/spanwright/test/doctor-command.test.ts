import { describe, expect, it } from '@jest/globals';
import { mkdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { DoctorReport } from '../src/cli/doctor/report.ts';
import { emptyFolder, type CliSurroundings, runCli } from './run-cli.ts';
import { namedTrace, sampleDatabase } from './sample-database.ts';

const OPENAI = dirname(realpathSync(require.resolve('openai')));
const CORE = realpathSync(join(__dirname, '..', '..', 'core'));

/** A program's folder with the real openai in it. */
function programFolder(): string {
  const folder = emptyFolder();
  install(folder, 'openai', OPENAI);
  return folder;
}

function install(folder: string, name: string, directory: string): void {
  mkdirSync(dirname(join(folder, 'node_modules', name)), { recursive: true });
  symlinkSync(directory, join(folder, 'node_modules', name));
}

/** Writes a package into the `node_modules` of that folder, and returns where it stands. */
function writePackage(folder: string, name: string, files: Readonly<Record<string, string>>): string {
  const directory = join(folder, 'node_modules', name);
  mkdirSync(directory, { recursive: true });
  for (const [file, text] of Object.entries(files)) writeFileSync(join(directory, file), text);
  return directory;
}

async function doctorJson(surroundings: CliSurroundings): Promise<DoctorReport & { readonly code: number | null }> {
  const { code, stdout, stderr } = await runCli(['doctor', '--json'], surroundings);
  expect(stderr).toBe('');
  return { ...(JSON.parse(stdout) as DoctorReport), code };
}

describe('spanwright doctor', () => {
  it('finds nothing wrong where all is well, and says what will be traced', async () => {
    const folder = programFolder();
    const { code, stdout, stderr } = await runCli(['doctor'], { cwd: folder });
    const stable = stdout
      .replaceAll(OPENAI, 'OPENAI')
      .replaceAll(CORE, 'CORE')
      .replace(process.versions.node, 'NODE')
      .replace(/SQLite .*\n/, '')
      // The first number shows that there is one; equal numbers, that none is missing.
      .replace(/\b([1-9]\d*) of \1 methods/g, 'all methods');
    expect({ code, stdout: `\n${stable}`, stderr }).toMatchSnapshot();
  });

  it('gives all of it as JSON', async () => {
    const report = await doctorJson({ cwd: programFolder() });
    expect(report).toMatchObject({
      code: 0,
      ok: true,
      node: { version: process.versions.node, requireEsm: true },
      target: { from: 'default', exists: false, writable: true },
      core: [{ directory: CORE }],
      findings: [],
    });
    const [openai] = report.integrations;
    expect(openai).toMatchObject({ name: 'openai', copies: [{ directory: OPENAI, tested: true, needsImport: false }] });
    expect(openai?.copies[0]?.builds).toEqual([
      { format: 'commonjs', patches: expect.arrayContaining([{ path: 'OpenAI.Responses#create', applies: true }]) },
      { format: 'esm', patches: expect.arrayContaining([{ path: 'OpenAI.Responses#create', applies: true }]) },
    ]);
  });

  it('changes nothing: no database, no trace', async () => {
    const folder = programFolder();
    await runCli(['doctor'], { cwd: folder });
    expect((await runCli(['traces', 'list'], { cwd: folder })).stderr).toContain('There is no trace database');
  });

  it('lists a copy below another package, which ES modules reach only under --import', async () => {
    const folder = programFolder();
    const dependency = writePackage(folder, '@scope/framework', { 'package.json': '{"version":"1.0.0"}' });
    const nested = writePackage(dependency, 'openai', {
      'package.json': '{"name":"openai","version":"5.0.0","exports":{"import":"./a.mjs","require":"./a.cjs"}}',
      'a.mjs': 'class Responses { create() {} }\nexport class OpenAI { static Responses = Responses }',
      'a.cjs': 'throw new Error("this build is broken")',
    });
    const { integrations, findings, ok } = await doctorJson({ cwd: folder });
    const [own, copy] = integrations[0]?.copies ?? [];
    expect(own?.directory).toBe(OPENAI);
    expect(copy).toMatchObject({ version: '5.0.0', directory: nested, tested: true, needsImport: true });
    expect(copy?.builds[0]).toMatchObject({ format: 'commonjs', error: 'this build is broken' });
    expect(copy?.builds[1]?.patches).toContainEqual({ path: 'OpenAI.Responses#create', applies: true });
    expect(copy?.builds[1]?.patches).toContainEqual({
      path: 'OpenAI.Embeddings#create',
      applies: false,
      reason: 'this version has no such method',
    });
    expect(findings).toHaveLength(1);
    expect(ok).toBe(true);
  });

  it('tells the copy that a workspace package links to from those it does not', async () => {
    const root = programFolder();
    const member = join(root, 'packages', 'app');
    mkdirSync(member, { recursive: true });
    writeFileSync(join(member, 'package.json'), '{"name":"app","version":"1.0.0"}');
    install(root, 'app', member);
    writePackage(member, 'openai', { 'package.json': '{"name":"openai","version":"3.3.0"}', 'index.js': '' });
    const { integrations } = await doctorJson({ cwd: root });
    expect(integrations[0]?.copies.map(({ version }) => version)).toEqual([expect.stringMatching(/^6\./), '3.3.0']);
    const fromMember = await doctorJson({ cwd: member });
    expect(fromMember.integrations[0]?.copies[0]?.version).toBe('3.3.0');
  });

  it('warns of a version outside the tested range, and does not fail for it', async () => {
    const folder = emptyFolder();
    const directory = writePackage(folder, 'openai', {
      'package.json': '{"name":"openai","version":"99.0.0"}',
      'index.js': 'console.log("a library that prints"); exports.OpenAI = class {};',
    });
    const { code, stdout } = await runCli(['doctor'], { cwd: folder });
    expect(code).toBe(0);
    expect(stdout).toContain('99.0.0  node_modules/openai  not a tested version');
    expect(stdout).toContain('not OpenAI.Chat.Completions#create: this version has no such method');
    expect(stdout).toContain(`warning: openai 99.0.0 in ${directory}: outside the tested versions`);
    expect(stdout).not.toContain('a library that prints');
    expect(stdout).not.toContain('esm ');
  });

  it('survives a library that ends the process when it is loaded', async () => {
    const folder = emptyFolder();
    writePackage(folder, 'openai', {
      'package.json': '{"name":"openai","version":"6.0.0"}',
      'index.js': 'process.exit(3)',
    });
    const { code, findings } = await doctorJson({ cwd: folder });
    expect(code).toBe(0);
    expect(findings).toEqual([{ level: 'warning', message: expect.stringContaining('it cannot be loaded') }]);
  });

  it('warns where there is nothing that could be traced', async () => {
    const { code, stdout } = await runCli(['doctor'], { cwd: emptyFolder() });
    expect(code).toBe(0);
    expect(stdout).toContain('openai is not installed here');
    expect(stdout).toContain('warning: No library that can be traced is installed here: openai, ');
  });

  it('warns of two versions of core', async () => {
    const folder = programFolder();
    writePackage(folder, '@spanwright/core', { 'package.json': '{"name":"@spanwright/core","version":"0.0.1"}' });
    const { core, findings } = await doctorJson({ cwd: folder });
    expect(core.map(({ version }) => version)).toContain('0.0.1');
    expect(findings).toEqual([{ level: 'warning', message: expect.stringContaining('npm dedupe') }]);
  });

  it('shows when the newest trace was recorded', async () => {
    const folder = await sampleDatabase([namedTrace(`tr-${'1'.repeat(32)}`, 'question')]);
    const { stdout } = await runCli(['doctor'], { cwd: folder });
    expect(stdout).toContain('Traces  spanwright.db (default), the newest from 2026-11-21 14:03:22\n');
  });

  it('fails when the tracking URI cannot be used', async () => {
    const { code, ok, findings } = await doctorJson({
      cwd: programFolder(),
      env: { MLFLOW_TRACKING_URI: 'ftp://here' },
    });
    expect({ code, ok }).toEqual({ code: 1, ok: false });
    expect(findings).toEqual([
      { level: 'error', message: expect.stringContaining('MLFLOW_TRACKING_URI is "ftp://here"') },
    ]);
  });

  it('fails when the database is none', async () => {
    const folder = programFolder();
    writeFileSync(join(folder, 'spanwright.db'), 'text, not a database');
    const { code, findings } = await doctorJson({ cwd: folder });
    expect(code).toBe(1);
    expect(findings).toEqual([{ level: 'error', message: expect.stringContaining('is not a SQLite database') }]);
  });

  it('fails when the folder of the database is not there', async () => {
    const { code, stdout } = await runCli(['doctor', '--db', 'no/such/folder.db'], { cwd: programFolder() });
    expect(code).toBe(1);
    expect(stdout).toContain('error: The folder of the database cannot be written');
  });
});
