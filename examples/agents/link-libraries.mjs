// Makes the libraries, as `npm run fixtures:versions openai-agents20 langchain1 google-adk2` has installed them, dependencies of this
// folder.
import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';

const versions = join(import.meta.dirname, '..', '..', 'fixtures', 'versions');
const libraries = {
  '@google': 'google-adk2',
  '@openai/agents': 'openai-agents20',
  '@langchain': 'langchain1',
  openai: 'openai-agents20',
};

for (const [name, version] of Object.entries(libraries)) {
  const installed = join(versions, version, 'node_modules', name);
  if (!existsSync(installed)) throw new Error(`${name} is not installed: run "npm run fixtures:versions ${version}"`);
  const here = join(import.meta.dirname, 'node_modules', name);
  mkdirSync(dirname(here), { recursive: true });
  if (!existsSync(here)) symlinkSync(installed, here, 'junction');
}
