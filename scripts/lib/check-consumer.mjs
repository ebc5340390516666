import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { cachedPackage } from './cached-package.mjs';
import { run } from './run.mjs';
import { publishedPackages, readJson, root } from './workspace.mjs';

const OLDEST_TYPESCRIPT = '5.4.5';

/** Every module that a program can import: `@spanwright/core`, `@spanwright/core/model`, … */
const entryPoints = publishedPackages().flatMap(({ manifest }) =>
  Object.keys(manifest.exports)
    .filter((path) => path !== './package.json')
    .map((path) => manifest.name + path.slice(1)),
);

const imports = entryPoints.map((name, index) => `import * as entry${index} from '${name}';`).join('\n');
const exported = `export const loaded = [${entryPoints.map((_, index) => `entry${index}`).join(', ')}];`;

/** A program with the packages and nothing beside: the libraries that we patch are not there. */
const files = {
  'package.json': '{ "private": true }\n',
  'tsconfig.json': JSON.stringify({
    compilerOptions: {
      module: 'nodenext',
      target: 'es2020',
      lib: ['es2020'],
      types: ['node'],
      strict: true,
      skipLibCheck: false,
      noEmit: true,
    },
    files: ['consumer.mts', 'consumer.cts'],
  }),
  // What "moduleResolution": "node" finds, which Next.js sets by itself; TypeScript 7 has it no more.
  'older.json': JSON.stringify({
    extends: './tsconfig.json',
    compilerOptions: { module: 'commonjs', moduleResolution: 'node10' },
    files: ['consumer.cts'],
  }),
  'consumer.mts': `${imports}\n${exported}\n`,
  'consumer.cts': `${imports}\n${exported}\n`,
  'load.mjs': `${imports}\n${exported}\n`,
  'load.cjs': entryPoints.map((name) => `require('${name}');`).join('\n'),
};

const compilers = () => [
  {
    what: `types under TypeScript ${OLDEST_TYPESCRIPT}`,
    program: join(cachedPackage('typescript', OLDEST_TYPESCRIPT), 'bin/tsc'),
  },
  {
    what: `types under TypeScript ${OLDEST_TYPESCRIPT} as "moduleResolution": "node" finds them`,
    program: join(cachedPackage('typescript', OLDEST_TYPESCRIPT), 'bin/tsc'),
    args: ['-p', 'older.json'],
  },
  {
    what: `types under TypeScript ${readJson('package.json').devDependencies.typescript}`,
    program: join(root, 'node_modules/typescript/bin/tsc'),
  },
];

const loaders = [
  { what: 'import of every entry point', program: 'load.mjs' },
  { what: 'require of every entry point', program: 'load.cjs' },
];

/**
 * Installs the tarballs into a folder as a user would and compiles and loads every entry point there.
 * @param {string} folder
 * @param {readonly import('./pack-all.mjs').Packed[]} packages
 * @returns {string[]} problems
 */
export function checkConsumer(folder, packages) {
  mkdirSync(folder);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const nodeTypes = `@types/node@${readJson('package.json').devDependencies['@types/node']}`;
  const tarballs = packages.map(({ tarball }) => tarball);
  run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', nodeTypes, ...tarballs], { cwd: folder });
  return [...compilers(), ...loaders].flatMap(({ what, program, args = [] }) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
      cwd: folder,
      encoding: 'utf8',
    });
    return status === 0 ? [] : [`${what}:\n${stdout}${stderr}`];
  });
}
