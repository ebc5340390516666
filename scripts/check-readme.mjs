// Does what the README tells a newcomer to do, block by block, in a fresh copy of the repository (`spanwright`) and in
// an empty folder beside it (`try`), with the replaying provider server in the provider's place.
//
//   ```sh              runs in the copy, after `npm ci`; `cwd=try` runs it in the other folder
//   ```js file=app.mjs is written to `try` and runs there, unless a later shell block names the file
//   ```js skip=reason  is left out
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startProviderServer } from '../fixtures/provider-server.mjs';
import { codeBlocks, commandsOf } from './lib/code-blocks.mjs';
import { report } from './lib/report.mjs';
import { run } from './lib/run.mjs';
import { withScratchFolder } from './lib/scratch-folder.mjs';
import { readText, repositoryFiles, root } from './lib/workspace.mjs';

const shells = ['sh', 'bash'];
const programs = ['js', 'mjs', 'javascript'];

/** The two commands that .ci/run runs by themselves. */
const runElsewhere = ['npm ci && npm run demo', 'npm ci && npm test'];

/** @typedef {{ line: number, folder: string, file?: string, text?: string, command: readonly string[] }} Step */

/** @returns {Step[]} */
function shellStep(block) {
  const commands = commandsOf(block).filter((command) => !runElsewhere.includes(command));
  const command = ['bash', '-euo', 'pipefail', '-c', commands.join('\n')];
  return commands.length === 0 ? [] : [{ line: block.line, folder: block.attributes.cwd ?? 'spanwright', command }];
}

/** @returns {Step[]} */
function programStep(block, later) {
  const file = block.attributes.file ?? `line-${block.line}.mjs`;
  const named = later.some(({ language, text }) => shells.includes(language) && text.includes(file));
  const command = named ? [] : ['node', file];
  return [{ line: block.line, folder: block.attributes.cwd ?? 'try', file, text: block.text, command }];
}

/** @returns {Step[]} */
function stepOf(block, index, blocks) {
  if ('skip' in block.attributes) return [];
  if (shells.includes(block.language)) return shellStep(block);
  return programs.includes(block.language) ? programStep(block, blocks.slice(index + 1)) : [];
}

async function runStep({ line, folder, file, text, command }, scratch, env) {
  const cwd = join(scratch, folder);
  mkdirSync(cwd, { recursive: true });
  if (file) writeFileSync(join(cwd, file), text);
  if (command.length === 0) return [];
  console.log(`README.md:${line}: ${command.at(-1)}`);
  const child = spawn(command[0], command.slice(1), { cwd, env, stdio: ['ignore', 'inherit', 'inherit'] });
  const [status, signal] = await once(child, 'exit');
  return status === 0 ? [] : [`README.md:${line}: ended with ${status ?? signal}`];
}

function copyRepository(folder) {
  for (const path of repositoryFiles()) cpSync(join(root, path), join(folder, path));
}

const steps = codeBlocks(readText('README.md')).flatMap(stepOf);
const server = await startProviderServer();
await withScratchFolder('readme', async (scratch) => {
  const env = { ...process.env, OPENAI_BASE_URL: server.url, OPENAI_API_KEY: 'not-a-key' };
  copyRepository(join(scratch, 'spanwright'));
  run('npm', ['ci'], { cwd: join(scratch, 'spanwright') });
  const problems = [];
  for (const step of steps) problems.push(...(await runStep(step, scratch, env)));
  if (steps.length === 0) problems.push('README.md: has no code block that can be run');
  report(problems, `${steps.length} code blocks of README.md`);
});
await server.close();
