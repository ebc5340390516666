import { describe, expect, it } from '@jest/globals';
import { existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { libraryVersion } from '@spanwright/fixtures';
import type { DoctorReport } from '../../src/cli/doctor/report.ts';
import { emptyFolder, runCli } from '../run-cli.ts';

/** By module: the folder of versions that has it, what its builds are, and whether ES modules must be prepared for. */
const LIBRARIES = {
  '@openai/agents': ['openai-agents20', ['commonjs', 'esm'], false],
  ai: ['ai7', ['esm'], false],
  '@google/adk': ['google-adk2', ['commonjs', 'esm'], true],
  '@modelcontextprotocol/sdk': ['mcp1', ['commonjs', 'esm'], true],
  '@modelcontextprotocol/client': ['mcp2', ['commonjs', 'esm'], true],
  '@strands-agents/sdk': ['strands1', ['esm'], true],
  'ts-swarm': ['ts-swarm1', ['commonjs', 'esm'], true],
} as const;

function programFolder(): string {
  const folder = emptyFolder();
  for (const [module, [version]] of Object.entries(LIBRARIES)) {
    const [name = '', ofScope] = module.split('/');
    const installed = libraryVersion(version, name);
    // With the packages of its scope, as npm installs them.
    const packages = ofScope === undefined ? [name] : readdirSync(installed).map((inner) => `${name}/${inner}`);
    for (const each of packages) link(libraryVersion(version, each), join(folder, 'node_modules', each));
  }
  return folder;
}

function link(target: string, path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  if (!existsSync(path)) symlinkSync(target, path);
}

describe('spanwright doctor', () => {
  it('tells of every framework of agents that all of it is traced, and how ES modules reach it', async () => {
    const { stdout, stderr } = await runCli(['doctor', '--json'], { cwd: programFolder() });
    expect(stderr).toBe('');
    const { integrations } = JSON.parse(stdout) as DoctorReport;
    const agents = integrations.filter(({ autolog }) => autolog === 'agents');
    const found = agents.map(({ module, copies: [copy] }) => {
      const untraced = copy?.builds.flatMap(({ patches }) => patches.filter(({ applies }) => !applies));
      expect({ module, tested: copy?.tested, untraced }).toEqual({ module, tested: true, untraced: [] });
      return [module, copy?.builds.map(({ format }) => format), copy?.needsImport];
    });
    expect(found).toEqual(Object.entries(LIBRARIES).map(([module, [, ...rest]]) => [module, ...rest]));
  });
});
