// Makes LlamaIndex, as `npm run fixtures:versions llamaindex` has installed it, a dependency of this folder.
import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

const installed = join(import.meta.dirname, '..', '..', 'fixtures', 'versions', 'llamaindex', 'node_modules');
const here = join(import.meta.dirname, 'node_modules');

if (!existsSync(installed)) throw new Error('LlamaIndex is not installed: run "npm run fixtures:versions llamaindex"');
mkdirSync(here, { recursive: true });
for (const name of ['llamaindex', '@llamaindex']) {
  if (!existsSync(join(here, name))) symlinkSync(join(installed, name), join(here, name), 'junction');
}
