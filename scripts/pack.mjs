// Packs every published package into ./.pack, as it would be published.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { packAll } from './lib/pack-all.mjs';
import { root } from './lib/workspace.mjs';

const destination = join(root, '.pack');
rmSync(destination, { recursive: true, force: true });
mkdirSync(destination);
for (const { tarball, bytes } of packAll(destination)) console.log(`${tarball} (${Math.ceil(bytes / 1024)} kB)`);
