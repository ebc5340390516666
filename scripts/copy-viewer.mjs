// Puts the built viewer into the build of the package in the working directory, the server, which ships it.
import { cpSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './lib/workspace.mjs';

const built = join(root, 'packages/ui/dist');
const shipped = 'dist/viewer';

if (existsSync(join(built, 'index.html'))) {
  rmSync(shipped, { recursive: true, force: true });
  cpSync(built, shipped, { recursive: true });
} else {
  console.error('The viewer is not built. Run `npm run build`, or `npm run build -w @spanwright/ui` before this.');
  process.exitCode = 1;
}
