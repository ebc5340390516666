import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { codeBlocks, commandsOf } from '../scripts/lib/code-blocks.mjs';
import { readText, root } from '../scripts/lib/workspace.mjs';

const readme = existsSync(join(root, 'README.md')) ? readText('README.md') : '';
const commands = codeBlocks(readme).flatMap(commandsOf);

/** The README's own words, or a command that fails with a reason. */
const fromReadme = (command) => (commands.includes(command) ? command : `echo "README.md lacks: ${command}"; exit 1`);

export const demoCommand = fromReadme('npm ci && npm run demo');
export const testCommand = fromReadme('npm ci && npm test');
