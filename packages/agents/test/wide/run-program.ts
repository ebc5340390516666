import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  libraryVersion,
  makeProgramFolder,
  type NodeRun,
  runInNode,
  type RunInNodeOptions,
} from '@spanwright/fixtures';

const packages = join(__dirname, '..', '..', '..');
const HELPERS = ['print-spans.cjs', 'scripted-provider.cjs', 'mcp-server.mjs'];

/** A program that uses a library of agents, and the helpers of `programs/`. */
export interface AgentProgram extends Pick<RunInNodeOptions, 'node' | 'nodeArgs' | 'env'> {
  /** Folder of `fixtures/versions`. */
  readonly version: string;
  /** Packages of that folder, or their scopes. */
  readonly linked: readonly string[];
  readonly format: 'cjs' | 'esm';
  readonly text: string;
}

/** Runs the program in a folder of its own. */
export async function runProgram({ version, linked, format, text, ...options }: AgentProgram): Promise<NodeRun> {
  const main = format === 'esm' ? 'main.mjs' : 'main.cjs';
  const helpers = HELPERS.map((file) => [file, readFileSync(join(__dirname, 'programs', file), 'utf8')] as const);
  const folder = await makeProgramFolder({
    files: { ...Object.fromEntries(helpers), [main]: text },
    links: {
      ...Object.fromEntries(linked.map((name) => [`node_modules/${name}`, libraryVersion(version, name)])),
      ...Object.fromEntries(
        ['core', 'agents'].map((name) => [`node_modules/@spanwright/${name}`, join(packages, name)]),
      ),
    },
  });
  try {
    return await runInNode({ ...options, file: join(folder.path, main), cwd: folder.path });
  } finally {
    await folder.remove();
  }
}
