// Makes LangChain, as `npm run fixtures:versions langchain1` has installed it, a dependency of this folder.
import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

const installed = join(import.meta.dirname, '..', '..', 'fixtures', 'versions', 'langchain1', 'node_modules');
const here = join(import.meta.dirname, 'node_modules');

if (!existsSync(installed)) throw new Error('LangChain is not installed: run "npm run fixtures:versions langchain1"');
mkdirSync(here, { recursive: true });
if (!existsSync(join(here, '@langchain'))) {
  symlinkSync(join(installed, '@langchain'), join(here, '@langchain'), 'junction');
}
